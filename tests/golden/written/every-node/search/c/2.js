searchShard("c/2","6a0d43bed1bd",{"ids":"art_3 .para_1","own":"","more":{}})
