searchShard("c/0","c35ca4d58256",{"ids":"chp_1 .=art_1 ..para_1 .=art_2 ..para_1 .=art_3 ..para_1 .=art_4 ..para_1 chp_2 .=art_5 ..para_1 ...item_1 ...item_2 .=art_6 ..para_1","own":"","more":{}})
