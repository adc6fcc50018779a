searchShard("facts","665a2b781c30",{"years":[0,2019,0,0],"issuers":[[],[0],[],[]],"topics":[-1,-1,-1,-1]})
