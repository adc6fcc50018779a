searchShard("slugs","c35ca4d58256",{"slugs":["yao-cai-guan-li-fa","guobanfa-2019-88","guoyaojian-2021-7"],"moved":{"old-2001-1":{"":"yao-cai-guan-li-fa","l1_1":"guobanfa-2019-88#p_1"}}})
