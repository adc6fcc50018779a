searchShard("zh-hant/names","632af8fd3bac",{"issuers":["國務院辦公廳"],"topics":[]})
