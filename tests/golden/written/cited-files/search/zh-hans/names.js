searchShard("zh-hans/names","eaf58e230ddc",{"issuers":["国务院办公厅"],"topics":[]})
