searchShard("zh-hans/names","632af8fd3bac",{"issuers":["国务院办公厅"],"topics":[]})
