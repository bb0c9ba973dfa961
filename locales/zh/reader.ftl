app-name = 简报
