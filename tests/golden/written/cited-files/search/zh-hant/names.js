searchShard("zh-hant/names","05153720248b",{"issuers":["國務院辦公廳"],"topics":[]})
