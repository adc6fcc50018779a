searchShard("zh-hans/names","49f2a7e5d16c",{"issuers":["国务院办公厅"],"topics":[]})
