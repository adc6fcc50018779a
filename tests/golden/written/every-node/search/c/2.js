searchShard("c/2","102a9b8ee329",{"ids":"art_3 .para_1","own":"","more":{}})
