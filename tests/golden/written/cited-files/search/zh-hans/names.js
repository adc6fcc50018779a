searchShard("zh-hans/names","f89208b8cd8b",{"issuers":["国务院办公厅"],"topics":[]})
