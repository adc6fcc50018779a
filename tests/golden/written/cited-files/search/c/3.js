searchShard("c/3","665a2b781c30",{"ids":"p_1 art_1 .para_1 art_2 .para_1 art_3 .para_1","own":"","more":{"0":{"kind":"signature"}}})
