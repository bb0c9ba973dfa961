# 导入的存疑之处：在命令行（import --review）和阅读器里逐处校订。

doubt-joined = 接合
doubt-kept-apart = 疑似断开的一段
doubt-title-differs = 目录与正文标题不同
doubt-entry-without-article = 目录有而正文无
doubt-article-without-entry = 正文有而目录无
doubt-low-confidence-title = 无目录可对的标题
doubt-heading-without-entry = 未收作标题的小标题
doubt-number-from-total = 期号取自总期号
doubt-page-order = 目录页码倒退
doubt-page-differs = 页码与目录不同
doubt-suspected-repeat-marker = 序号疑有重复
doubt-suspected-error = 原文疑误
doubt-unplaced = 未归入正文的文字
doubt-unmapped-glyph = 认不出的字形
doubt-turned-text = 斜置文字（水印）已略去
doubt-vertical-text = 竖排文字已略去
doubt-radicals-as-characters = 部首字形换成汉字
doubt-text-layer-of-scan = 取自扫描件的文字层
doubt-recognised-text = 文字由识别得来
doubt-scanned-page = 未识别的扫描页
doubt-more-notes = 另有未列的
doubt-decision-without-place = 找不到位置的校订
doubt-decided = 已校订
doubt-page = 第{ $number }页
doubt-line = 原文第{ $number }行

doubt-stands-joined = 现为一段
doubt-stands-apart = 现为两段
doubt-stands-title = 现为标题
doubt-stands-text = 现不是标题
doubt-stands-noted = 只供查看

verdict-join = 接上
verdict-split = 分段
verdict-title = 是标题
verdict-not-title = 不是标题
verdict-leave = 照旧

review-no-file = { $id } 不是刊库里的文件，无从校订；内置的摘编没有存疑之处
review-not-found = 正文里找不到这一处前后的文字；可能已经手改过
review-ambiguous = 正文里有不止一处前后文字相同，无法确定是哪一处；请直接改刊库里的文件
review-title-between = 两边之间隔着一篇的标题，接不上；先定那一行“不是标题”
review-part = 这些字只是一段里的一部分，不能当作标题；先在此处分段
review-first = 这是第一篇的标题，前面没有文章可以归入
review-lost = 这样会丢字，没有改动；请报告这个错误

cli-review-heading = { $issue }（{ $id }）存疑 { $at }/{ $count }
cli-review-keys = 回车 以后再说  u 撤销  q 结束
cli-review-nothing-to-undo = 没有可撤销的
cli-review-done = 校订 { $decided } 处，还有 { $left } 处存疑
cli-review-stdin = --review 要从标准输入读回答，不能同时从 - 导入；先导入，再运行 jianbao import --review

cli-no-inbox = 没有说明要看哪个文件夹；写在命令后面，或在 { $file } 里设 inbox = "…"
cli-inbox-missing = 没有文件夹 { $dir }；先建好它，或改正 inbox
cli-watch-one = --watch 只看一个文件夹
cli-watching = 正在看 { $dir }，放进去的简报随到随导入 { $library }；Ctrl-C 结束
cli-arrived-line = { $title } { $year }年第{ $number }期，{ $articles } 篇，存疑 { $doubts } 处

review-heading = 存疑之处
review-count = { $open } 处待定，共 { $count } 处
review-none = 这一期没有存疑之处
review-none-embedded = 内置的摘编没有存疑之处；导入的刊物才有
review-hint = m 接上  s 分段  t 是标题  n 不是标题  l 照旧  u 撤销  Enter 看原处  Esc 关闭{" "}
review-cannot = 这里不能定“{ $verdict }”
review-remark = 这一处只供查看；l 表示看过了
review-decided = 已定：{ $verdict }
review-undone = 已撤销
review-nothing-to-undo = 没有可撤销的
review-no-place = 这一处不在正文里
inbox-arrived = 收到 { $line }
inbox-failed = 收件：{ $line }
