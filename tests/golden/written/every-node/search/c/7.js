searchShard("c/7","102a9b8ee329",{"ids":"p_1 p_2 .p_1 h_1","own":"","more":{"3":{"words":"·两会声音·"}}})
