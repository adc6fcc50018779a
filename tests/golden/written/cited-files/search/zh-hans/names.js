searchShard("zh-hans/names","c35ca4d58256",{"issuers":["国务院办公厅"],"topics":[]})
