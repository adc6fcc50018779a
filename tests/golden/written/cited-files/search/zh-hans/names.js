searchShard("zh-hans/names","88cb84fdce2c",{"issuers":["国务院办公厅"],"topics":[]})
