searchShard("works","6a0d43bed1bd",[])
