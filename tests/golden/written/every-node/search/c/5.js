searchShard("c/5","7b7ee5075ac1",{"ids":"p_1","own":"","more":{}})
