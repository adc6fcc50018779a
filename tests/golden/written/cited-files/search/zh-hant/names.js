searchShard("zh-hant/names","5d82b8049d4d",{"issuers":["國務院辦公廳"],"topics":[]})
