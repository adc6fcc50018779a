searchShard("c/3","c35ca4d58256",{"ids":"p_1 art_1 .para_1 art_2 .para_1 art_3 .para_1","own":"","more":{"0":{"kind":"signature"}}})
