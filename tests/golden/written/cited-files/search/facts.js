searchShard("facts","49f2a7e5d16c",{"years":[0,2019,0,0],"issuers":[[],[0],[],[]],"topics":[-1,-1,-1,-1]})
