config-part = 配置
