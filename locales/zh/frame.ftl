# 每一屏都有的文字，首屏之前解析：别的不放在这里。

pane-issues = 刊期
pane-body = 正文
articles = { $count }篇
page = 第{ $page }页
digest = 摘编
issue-name = { $year }年第{ $number }期
body-source = 《{ $title }》{ $year }年第{ $number }期
no-issues = 刊库里没有刊物。运行 jianbao import 文件 导入。
no-articles = 本期没有文章。
hint = { $help } 帮助  { $quit } 退出{" "}
hint-zoomed = { $zoom } 收全屏  { $help } 帮助{" "}
hint-short = { $help } 帮助{" "}
hint-folded = 屏窄，单栏：{ $open } 打开  { $help } 帮助{" "}
hint-folded-body = { $left } 目录  { $help } 帮助{" "}
unsaved = 【未保存】{ $why }
