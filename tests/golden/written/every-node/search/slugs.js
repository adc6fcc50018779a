searchShard("slugs","6a0d43bed1bd",{"slugs":[],"moved":{"old-2001-1":{"":"guofa-2016-67","l1_1":"yaopinguanlibanfa#p_1"}}})
