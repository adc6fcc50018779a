searchShard("zh-hant/names","d8f3390eb1b7",{"issuers":["國務院","國家衛生健康委","工業和信息化部","教育部","科技部"],"topics":["一、總體文件","二、監管","·兩會聲音·"]})
