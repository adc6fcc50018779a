searchShard("zh-hans/names","b14db4878fde",{"issuers":["国务院办公厅"],"topics":[]})
