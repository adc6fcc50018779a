searchShard("c/3","99c0a62ad3f4",{"ids":"p_1 art_1 .para_1 art_2 .para_1 art_3 .para_1","own":"","more":{"0":{"kind":"signature"}}})
