searchShard("slugs","7fec616671f7",{"slugs":[],"moved":{"old-2001-1":{"":"guofa-2016-67","l1_1":"yaopinguanlibanfa#p_1"}}})
