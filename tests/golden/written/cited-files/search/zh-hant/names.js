searchShard("zh-hant/names","88cb84fdce2c",{"issuers":["國務院辦公廳"],"topics":[]})
