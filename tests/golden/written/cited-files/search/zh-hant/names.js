searchShard("zh-hant/names","eaf58e230ddc",{"issuers":["國務院辦公廳"],"topics":[]})
