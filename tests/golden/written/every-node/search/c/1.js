searchShard("c/1","d8f3390eb1b7",{"ids":"p_1","own":"","more":{}})
