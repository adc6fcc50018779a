searchShard("slugs","99c0a62ad3f4",{"slugs":[],"moved":{"old-2001-1":{"":"yao-cai-guan-li-fa","l1_1":"guobanfa-2019-88#p_1"}}})
