searchShard("zh-hant/names","968396ed5608",{"issuers":["國務院辦公廳"],"topics":[]})
