searchShard("c/3","eaf58e230ddc",{"ids":"p_1 art_1 .para_1 art_2 .para_1 art_3 .para_1","own":"","more":{"0":{"kind":"signature"}}})
