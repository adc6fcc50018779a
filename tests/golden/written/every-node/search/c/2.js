searchShard("c/2","d8f3390eb1b7",{"ids":"art_3 .para_1","own":"","more":{}})
