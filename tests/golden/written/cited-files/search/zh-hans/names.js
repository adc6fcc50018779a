searchShard("zh-hans/names","05153720248b",{"issuers":["国务院办公厅"],"topics":[]})
