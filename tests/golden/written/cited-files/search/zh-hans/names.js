searchShard("zh-hans/names","665a2b781c30",{"issuers":["国务院办公厅"],"topics":[]})
