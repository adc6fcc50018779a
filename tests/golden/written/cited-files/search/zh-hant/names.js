searchShard("zh-hant/names","b14db4878fde",{"issuers":["國務院辦公廳"],"topics":[]})
