searchShard("c/5","6a0d43bed1bd",{"ids":"p_1","own":"","more":{}})
