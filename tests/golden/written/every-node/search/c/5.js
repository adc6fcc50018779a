searchShard("c/5","102a9b8ee329",{"ids":"p_1","own":"","more":{}})
