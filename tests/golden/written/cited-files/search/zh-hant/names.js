searchShard("zh-hant/names","c35ca4d58256",{"issuers":["國務院辦公廳"],"topics":[]})
