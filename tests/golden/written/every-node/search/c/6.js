searchShard("c/6","102a9b8ee329",{"ids":"h_1 .p_1 l1_1 .l2_1 l1_2","own":"","more":{"0":{"words":"汇编说明"}}})
