searchShard("facts","b14db4878fde",{"years":[0,2019,0,0],"issuers":[[],[0],[],[]],"topics":[-1,-1,-1,-1]})
