searchShard("zh-hans/names","5d82b8049d4d",{"issuers":["国务院办公厅"],"topics":[]})
