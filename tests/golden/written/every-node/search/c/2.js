searchShard("c/2","7b7ee5075ac1",{"ids":"art_3 .para_1","own":"","more":{}})
