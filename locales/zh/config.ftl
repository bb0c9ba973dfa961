# 配置文件的问题。每条一行，前面另有“文件:行:列:”。
config-meant = ；是不是想写 { $nearest }？
config-fault-unknown-key = 没有名为 { $found } 的设置
config-fault-belongs-top = { $found } 应写在文件开头，在第一个 [表] 之前
config-fault-belongs = { $found } 应写在 [{ $table }] 之下
config-fault-unknown-action = 没有名为 { $found } 的操作
config-fault-unknown-value = { $key } 不能是 { $found }，可取：{ $allowed }
config-fault-wrong-type = { $key } 应为{ $wanted }，这里是{ $found }
config-fault-drop-quotes = ；请去掉引号
config-fault-add-quotes = ；请加上引号
config-fault-out-of-range = { $key } 不能是 { $found }，应在 { $min } 到 { $max } 之间
config-fault-empty = { $key } 不能为空
config-fault-not-a-key = “{ $found }”不是按键；按键写作 j、G、ctrl-d、alt-left、space、pagedown、f1，先后按几个键时以空格隔开，如 g g
config-fault-key-taken = { $keys } 现归 { $key }，原属 { $from } 的 { $lost } 因此失效；在 [keys] 中写明 { $from } 的按键，就不再提示
config-fault-key-twice = { $keys } 归 { $key }，前面写给 { $from } 的 { $lost } 因此失效
config-fault-no-way-out = 这样就没有键可以退出了，因此保留 { $kept }
config-fault-not-a-color = “{ $found }”不是颜色；颜色写作 red 之类的名称、0 到 255 的数、"#rrggbb" 或 default
config-fault-reserved-name = 主题不能名为 { $found }，此名另有含义

config-type-text = 字符串
config-type-integer = 整数
config-type-float = 小数
config-type-boolean = 真假值（true 或 false）
config-type-datetime = 日期或时间
config-type-list = 列表
config-type-table = 表
config-type-keys = 按键或按键的列表
config-type-color = 颜色
config-type-style = 颜色或 { "{" } fg = …, bg = … { "}" }

config-syntax-full-width = { $found } 是输入法的全角符号，应改为半角的 { $meant }；整个文件暂不生效
config-syntax-duplicate = { $found } 重复出现；整个文件暂不生效
config-syntax-no-value = 等号之后没有值；整个文件暂不生效
config-syntax-unquoted = { $found } 要加引号："{ $found }"；整个文件暂不生效
config-syntax-bad-name = 名称只能用字母、数字、- 和 _，否则要加引号；整个文件暂不生效
config-syntax-no-equals = 名称之后缺少等号和值；整个文件暂不生效
config-syntax-open-quote = 引号没有成对；整个文件暂不生效
config-syntax-open-bracket = 括号没有成对；整个文件暂不生效
config-syntax-too-much = 值之后有多余的内容；整个文件暂不生效
config-syntax-no-comma = 两项之间缺少逗号；整个文件暂不生效
config-syntax-bad-escape = 反斜杠之后的字符不成转义；可改用单引号；整个文件暂不生效
config-syntax-other = 不合 TOML 语法（{ $why }）；整个文件暂不生效
