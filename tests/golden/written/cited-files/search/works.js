searchShard("works","665a2b781c30",[])
