searchShard("slugs","665a2b781c30",{"slugs":[],"moved":{"old-2001-1":{"":"yao-cai-guan-li-fa","l1_1":"guobanfa-2019-88#p_1"}}})
