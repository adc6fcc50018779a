searchShard("c/2","c35ca4d58256",{"ids":"p_1 l1_1 .l2_1 .l2_2 l1_2 .l2_3 .l2_6","own":"","more":{"0":{"kind":"signature"}}})
