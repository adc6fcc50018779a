searchShard("zh-hans/names","d8f3390eb1b7",{"issuers":["国务院","国家卫生健康委","工业和信息化部","教育部","科技部"],"topics":["一、总体文件","二、监管","·两会声音·"]})
