searchShard("works","99c0a62ad3f4",[])
