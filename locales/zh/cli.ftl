cli-about = 离线的中文简报阅读器
