searchShard("c/1","7fec616671f7",{"ids":"p_1","own":"","more":{}})
