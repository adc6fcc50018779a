searchShard("c/4","102a9b8ee329",{"ids":"p_1 p_2 h_1 l1_1","own":"h_1","more":{"0":{"kind":"signature"},"2":{"kind":"attached","words":"癌症防治行动实施方案"}}})
