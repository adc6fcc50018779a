searchShard("zh-hans/names","968396ed5608",{"issuers":["国务院办公厅"],"topics":[]})
