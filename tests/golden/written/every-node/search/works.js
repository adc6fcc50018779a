searchShard("works","7fec616671f7",[])
