searchShard("zh-hant/names","49f2a7e5d16c",{"issuers":["國務院辦公廳"],"topics":[]})
