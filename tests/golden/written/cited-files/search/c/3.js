searchShard("c/3","632af8fd3bac",{"ids":"p_1 art_1 .para_1 art_2 .para_1 art_3 .para_1","own":"","more":{"0":{"kind":"signature"}}})
