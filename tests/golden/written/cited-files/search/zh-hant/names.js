searchShard("zh-hant/names","665a2b781c30",{"issuers":["國務院辦公廳"],"topics":[]})
