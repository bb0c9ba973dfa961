config-part = config
