searchShard("c/2","7fec616671f7",{"ids":"art_3 .para_1","own":"","more":{}})
