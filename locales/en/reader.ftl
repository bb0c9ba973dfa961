app-name = jianbao
