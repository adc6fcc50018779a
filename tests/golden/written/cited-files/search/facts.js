searchShard("facts","f89208b8cd8b",{"years":[0,2019,0,0],"issuers":[[],[0],[],[]],"topics":[-1,-1,-1,-1]})
