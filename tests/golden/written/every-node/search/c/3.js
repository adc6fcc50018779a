searchShard("c/3","d8f3390eb1b7",{"ids":"p_1","own":"","more":{}})
