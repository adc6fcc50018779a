searchShard("c/1","102a9b8ee329",{"ids":"p_1","own":"","more":{}})
