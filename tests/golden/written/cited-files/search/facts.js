searchShard("facts","05153720248b",{"years":[0,2019,0,0],"issuers":[[],[0],[],[]],"topics":[-1,-1,-1,-1]})
