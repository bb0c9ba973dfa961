# 检索：查询的错误、结果。

query-fault = 查询第 { $column } 字 { $text } ：{ $fault }
query-fault-at-end = 查询末尾：{ $fault }
query-fault-open = 没有配对的另一半
query-fault-parenthesis = 括号不成对
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

# 检索全部刊物
search-label = 检索：
search-count = { $articles } 篇 { $count } 处
search-running = { $articles } 篇 { $count } 处 … { $searched }/{ $of }
search-none = 没有找到
search-offers = 输入要找的文字，或选一条用过的：
search-recent = 用过的检索
search-words = tab 选 { $words }
search-name = 保存为：
search-name-hint = enter 保存  esc 取消
search-saved = 已保存检索“{ $name }”；刊期栏最上面可打开
search-dropped = 已删去检索“{ $name }”
search-hits = { $count } 处
hint-search = enter 前往  { $put } 简报  ^S 保存  ^T 走势  ^G 数字  esc{" "}
hint-offers = enter 检索  ^X 删去  esc{" "}
found-across = “{ $query }”第 { $at }/{ $total } 处 · 第 { $article }/{ $articles } 篇
still-searching = 还在检索，请稍候
fixed-search = 检索：空格表示都要有，“…”原样，-不要，OR 或者，/正则/；标题: 刊名: 年:2023..2024 期:2024-02 地区: 主题: 标签: 笔记: 是:未读 有:笔记；字母也按拼音找；Tab 换成拼音所指的词，Ctrl-S 保存，Ctrl-T 走势，Ctrl-G 数字

# 按名称找
finder-label = 找名称（{ $total }）：
finder-none = 没有相符的名称
finder-issue = 刊期
finder-article = 文章
finder-heading = 小标题
finder-entry = 标注
finder-tag = 标签
finder-search = 检索
finder-action = 操作
hint-finder = enter 前往  { $put } 简报  esc{" "}
