# 检索：查询的错误、结果。

query-fault = 查询第 { $column } 字“{ $text }”：{ $fault }
query-fault-at-end = 查询末尾：{ $fault }
query-fault-open = { $detail } 没有配对的另一半
query-fault-parenthesis = 括号 { $detail } 不成对
query-fault-nothing = 缺少要找的内容；要找这些字符本身，请加引号
query-fault-field = 没有这个字段；可用 title series year issue region theme tag note is has（标题 刊名 年 期 地区 主题 标签 笔记 是 有）；要找这些字符本身，请加引号
query-fault-no-value = 冒号后面要紧跟内容
query-fault-value = 不认识的取值；可用 { $detail }
query-fault-year = 年份应如 2024 或 2023..2024
query-fault-issue = 期号应如 2、1..6、2024-02 或 2023-10..2024-02
query-fault-backwards = 范围的起止颠倒了
query-fault-regex = 正则表达式有误（{ $detail }）
query-fault-regex-too-large = 正则表达式展开后太大；请减少重复次数
query-fault-too-deep = 括号或 - 嵌套太深
query-fault-too-long = 查询太长，最多 { $detail } 个
