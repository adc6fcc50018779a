searchShard("zh-hant/names","f89208b8cd8b",{"issuers":["國務院辦公廳"],"topics":[]})
