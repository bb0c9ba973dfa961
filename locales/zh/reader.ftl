# 阅读器的文字。
app-name = 简报

# 三栏
pane-issues = 刊期
pane-body = 正文
articles = { $count }篇
page = 第{ $page }页
digest = 摘编
issue-name = { $year }年第{ $number }期
body-source = 《{ $title }》{ $year }年第{ $number }期
no-issues = 刊库里没有刊物。运行 jianbao import 文件 导入。
no-articles = 本期没有文章。

# 状态行
hint = { $help } 帮助  { $quit } 退出{" "}
hint-list = enter 执行  esc 关闭{" "}
hint-sheet = esc 关闭{" "}
hint-zoomed = { $zoom } 收全屏  { $help } 帮助{" "}
hint-short = { $help } 帮助{" "}
hint-folded = 屏窄，单栏：{ $open } 打开  { $help } 帮助{" "}
hint-folded-body = { $left } 目录  { $help } 帮助{" "}
unsaved = 【未保存】{ $why }
unknown-key = { $keys } 没有绑定操作；按 { $help } 看按键
at-end = 已到篇末，按 { $keys } 读下一篇
at-start = 已到篇首，按 { $keys } 读上一篇
last-issue = 已是列表中最后一期
first-issue = 已是列表中第一期
last-article = 后面没有文章了
first-article = 前面没有文章了
now-at-issue = 转到{ $name }
no-place-before = 没有更早的位置
no-place-after = 没有更后的位置
place-gone = { $id } 已不在刊库中
measure-now = 正文宽{ $cells }格（{ $han }字）；config.toml 的 measure 可长久保留
theme-now = 配色：{ $name }；写入 config.toml 的 theme 可长久保留
copied-paragraph = 已复制一段（“{ $start }…”，{ $count }字）
copied-article = 已复制全篇（{ $count }字，附出处）
new-issues = 新到{ $count }期：{ $names }
changed-issues = 已更新{ $count }期：{ $names }
library-faults = 刊库有{ $count }处错误：{ $fault }（其余照读；详情见 jianbao check）
config-faults = 配置有{ $count }处错误：{ $fault }（该项用默认值；详情见 jianbao check）
config-reloaded = 已重新读取配置
nothing-new = 已重新读取刊库和配置，没有变化

# 查找与转到
find-count = { $at }/{ $total }
found = “{ $query }”第{ $at }处，共{ $total }处
not-found = 本篇没有“{ $query }”
nothing-to-find = 还没有查找过；按 { $keys } 输入要找的文字
go-to-label = 转到期号：
go-to-hint = 如 2024-9、9、2024-9/3
go-to-none = 没有这一期
no-such-issue = 刊库里没有“{ $typed }”；期号写作 2024-9，带篇号写作 2024-9/3
no-such-article = 没有第{ $number }篇；本期共{ $count }篇

# 标注
kind-bookmark = 书签
kind-highlight = 高亮
kind-note = 笔记
kind-mark = 标记
deed-add = 已加{ $kind }“{ $subject }”
deed-delete = 已删{ $kind }“{ $subject }”
deed-notes-stay = （其上{ $count }条笔记留在原处）
deed-rename = 已改名为“{ $subject }”
deed-retag = 已改“{ $subject }”的标签
deed-write = 已改{ $kind }“{ $subject }”
deed-recolor = 已改“{ $subject }”的类别
deed-attach = 已把“{ $subject }”附到此处
deed-set-mark = 已设标记 { $subject }
deed-remove-mark = 已取消标记 { $subject }
deed-import = 已导入“{ $subject }”等
edit-done = { $what }；按 { $undo } 撤销
undone = 已撤销：{ $what }；按 { $redo } 重做
redone = 已重做：{ $what }；按 { $undo } 撤销
nothing-to-undo = 没有可撤销的
nothing-to-redo = 没有可重做的
edit-stale = 此处已在别处改动，没有再改；请重试
undo-stale = 这一步所涉的内容已在别处改动，不能撤销或重做
mark-needs-article = 先到目录或正文中，再作标注
mark-needs-letter = 标记用小写字母 a 到 z
no-such-mark = 没有标记 { $letter }；已设：{ $set }
orphan-near = 原文已变，找不到“{ $words }”，只到该篇开头
orphan-gone = “{ $words }”所在的文章已不在刊库中
light-key = 重点
light-figure = 数据
light-doubt = 疑问
light-idea = 启发
light-quote = 引用
marks-label = 标注 { $shown }/{ $total }，输入可筛选：
no-marks = 还没有标注；按 { $bookmark } 加书签
no-mark-matches = 没有相符的标注
orphan = [失联]
orphan-told = 原文已变，找不到所引文字（ctrl-v 附到正文当前处）
note-alone = 这条笔记所附的书签或高亮已不在；内容仍在此处
sorted-issue = 按期次和位置排列
sorted-new = 新的在前
ask-name = 名称：
ask-tags = 标签（Tab 补全）：
hint-marks = enter 前往  del 删  ^R 改  ^T 标签  ^S 排序  ^Z 撤销  esc{" "}
copied-selection = 已复制{ $count }字
no-highlight-here = 所选之处没有高亮
select-keys = 选文字：j k 句，h l 字，左右花括号 段，o 换端，n N 换句，Enter 或 1–5 高亮，a 高亮并笔记，x 去高亮，y 复制，Esc 放弃
hint-select = j k 句  h l 字  enter 1-5 高亮  y 复制  esc{" "}
note-heading = 笔记：{ $title }
note-unchanged = 笔记没有改动；按 { $key } 再写
hint-note = esc 或 ^S 保存并关闭  ^Z 撤销{" "}
nothing-unread = 没有未读完的文章了
marked-read = 本篇算作读完；按 { $key } 到下一篇未读完的
letter-set = 设标记：按字母 a–z（Esc 取消）
letter-jump = 到标记：按字母，或再按一次回到跳转前（Esc 取消）已设：{ $set }

# 帮助与命令面板
help-label = 帮助，输入可搜索：
palette-label = 命令：
nothing-matches = 没有相符的操作
fixed-count = 5j：先输数字，操作重复相应次数；10G 到第10行
fixed-number = 2024-9：直接输入年份和“-”，转到该期
fixed-select = 选文字时：j k 按句，h l 按字，{"{"} {"}"} 按段，o 换一端，n N 换一句；Enter 或 1–5 高亮（重点、数据、疑问、启发、引用），a 高亮并写笔记，x 去高亮，y 复制；鼠标拖动也可选
fixed-marks = 标注列表：Enter 前往，Del 或 Ctrl-X 删除，Ctrl-R 改名、改类、改笔记，Ctrl-O 写笔记，Ctrl-T 标签，Ctrl-S 换排序，Ctrl-V 附到正文当前处，Ctrl-Z Ctrl-Y 撤销重做
fixed-note = 写笔记时：Enter 换行，可粘贴多行，Ctrl-Z Ctrl-Y 撤销重做；Esc 或 Ctrl-S 保存并关闭，清空即删除
fixed-text = 输入框：← → Home End 移动，Ctrl-W 删词，Ctrl-U 删到开头，Ctrl-K 删到结尾，Esc 取消
fixed-mouse = 鼠标：单击选定，再次单击打开；滚轮滚动；拖动栏线改栏宽
fixed-ime = 开着中文输入法也可用：ｊ 即 j，。，、？／ 即所在之键

# 本期信息
sheet-heading = 本期信息（Esc 关闭，j k 滚动）
sheet-id = 编号
sheet-title = 刊名
sheet-number = 期号
sheet-total = 总期号
sheet-publisher = 编印单位
sheet-editor = 编辑
sheet-phone = 电话
sheet-text = 正文
sheet-full = 原文
sheet-digest = 摘编：据原刊重写，非原文
sheet-source = 来源文件
sheet-hash = SHA-256
sheet-origin = 读自
sheet-embedded = 程序内置
sheet-notes = 导入记录
sheet-line = （第{ $line }行）

# 导入记录的种类
note-joined = 接合
note-title-differs = 目录与正文标题不同
note-entry-without-article = 目录有而正文无
note-article-without-entry = 正文有而目录无
note-low-confidence-title = 标题存疑
note-heading-without-entry = 目录中没有的小标题
note-page-order = 页码顺序有误
note-suspected-repeat-marker = 序号疑似重复
note-suspected-error = 原文疑误
note-unmapped-glyph = 无法识别的字符
note-unplaced = 未归入正文的文字
note-number-from-total = 期号取自总期号
note-more-notes = 其余记录从略
