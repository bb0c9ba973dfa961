# 命令行。标准输出的数据、标准错误的提示都在这里。
cli-about = 离线的中文简报阅读器
cli-after-help = 不带命令即打开阅读器；标准输出不是终端时改为列出各期。
    ID 可只写结尾：2024-09、2024-9，加 /3 即第三篇。
    某个命令的用法：jianbao 命令 --help
cli-heading-usage = 用法：
cli-heading-verbs = 命令：
cli-heading-arguments = 参数：
cli-heading-options = 选项：
cli-heading-global = 通用选项：
cli-usage-verb = 命令
cli-usage-options = 选项

cli-verb-open = 打开阅读器，转到某期某篇
cli-verb-list = 列出各期和各篇
cli-verb-show = 输出一期或一篇
cli-verb-import = 把简报文件导入刊库
cli-verb-search = 在全部各期中搜索，列出所在的篇和句
cli-verb-cache = 大刊库的缓存：位置、现状、清除、重建
cli-verb-check = 检查刊库、配置和终端
cli-verb-keys = 列出按键（含自己的设置）
cli-verb-config = 配置文件：位置、现行值、写一份样例
cli-verb-completions = 生成 shell 的补全脚本
cli-verb-man = 生成手册页

cli-arg-id = 期号，可只写结尾；/N 为第 N 篇（如 2024-09/3）
cli-arg-show-format = 输出格式：text（默认）、markdown、json、toml、citation（GB/T 7714 引文）
cli-arg-keys-format = 输出格式：text（默认）、markdown
cli-arg-width = 正文宽度，以列计（10 到 1000）；默认随终端，不超过 80
cli-arg-query = 查什么：词、"短语"、-不要、OR、/正则/、标题: 地区: 年: 期: 标签: 笔记: 等；以 - 开头时先写 --
cli-arg-limit = 最多列出几篇（默认 50；0 为全部）
cli-arg-count = 只说有几篇、几处
cli-arg-cache = path 显示位置，status 显示现状，clear 清除，rebuild 重建
cli-arg-json = 输出 JSON
cli-arg-path = 文件、文件夹（含下级）或 -（标准输入）
cli-arg-review = 逐处校订存疑的接合、标题和页码；可指明某期或某文件
cli-arg-watch = 看住一个文件夹（不写则用配置的 inbox），简报随到随导入
cli-arg-dry-run = 只看结果，不写入刊库
cli-arg-password = 打开受保护文件的密码；不给则在终端上询问
cli-arg-config = path 显示位置，show 显示现行值，init 写一份样例
cli-arg-shell = 哪种 shell
cli-arg-library = 刊库文件夹（环境变量 JIANBAO_LIBRARY）
cli-arg-cache-dir = 缓存文件夹（环境变量 JIANBAO_CACHE_DIR）
cli-arg-config-dir = 配置文件夹（环境变量 JIANBAO_CONFIG_DIR）
cli-arg-lang = 界面语言；默认依配置，再依 LC_ALL、LC_MESSAGES、LANG
cli-arg-help = 显示帮助
cli-arg-version = 显示版本

cli-error-hint = 用法见 jianbao --help
cli-error-surplus = 多了一个参数“{ $argument }”
cli-error-unknown-option = 没有选项 { $argument }
cli-error-unknown-verb = 没有命令“{ $verb }”
cli-error-verb-missing = 没有命令“{ $id }”；要打开这一期，请用 jianbao open { $id }
cli-error-no-value = { $argument } 后面缺一个值
cli-error-value = { $argument } 的值“{ $value }”不对
cli-error-values = ，可取：{ $values }
cli-error-range = ，应为 { $least } 到 { $most } 的整数
cli-error-value-count = { $argument } 的值的个数不对
cli-error-twice = { $argument } 只能写一次
cli-error-conflict = { $argument } 不能与 { $other } 同用
cli-error-missing = 缺少参数：{ $argument }
cli-error-utf8 = 有一个参数不是 UTF-8
cli-error-other = 命令行有误（{ $kind }）
cli-list-comma = 、
cli-error-meant = 。是不是想写 { $meant }？

cli-write-failed = 写不到标准输出：{ $why }
cli-no-library = 不知道刊库在哪里（没有 HOME）；请用 --library 指定文件夹
cli-no-config-dir = 不知道配置在哪里（没有 HOME）；请用 --config-dir 指定文件夹
cli-no-terminal = 标准输入输出不是终端，打不开阅读器；要看文本请用 jianbao show { $id }
cli-terminal-failed = 终端用不了：{ $why }

cli-issue-name = { $title } { $year }年第{ $number }期
cli-no-issue = 没有一期是“{ $id }”
cli-nearest = 。相近的有：
cli-see-list = 。有哪些期，见 jianbao list
cli-ambiguous = “{ $id }”可指 { $count } 期，请写全一些：
cli-no-article = { $id } 没有第 { $number } 篇，共 { $count } 篇
cli-count-articles = { $count } 篇
cli-digest = 摘编
cli-all-read = 读完
cli-unread = 未读 { $count } 篇{ $percent ->
    [0] {""}
   *[other] {" "}· { $percent }%
    }

cli-show-issue = { $year }年第{ $number }期
cli-show-total = （总第{ $total }期）
cli-show-digest = 摘编
cli-show-editor = 编辑：{ $value }
cli-show-phone = 电话：{ $value }

cli-search-nothing = 没有要找的词；例：jianbao search 科技金融 年:2024
cli-search-count = { $articles } 篇，{ $count } 处
cli-search-summary = 在 { $issues } 期中找到 { $articles } 篇、{ $count } 处
cli-search-words = ；拼音合于：{ $words }
cli-search-more = ；只列出前 { $shown } 篇，--limit 0 列出全部

cli-check-cache = 缓存：{ $facts }
cli-cache-none = 没有缓存：刊库不超过 { $few } 期时不需要
cli-cache-none-yet = 还没有缓存；第一次打开刊库时建立
cli-cache-ready = { $issues } 期，{ $size } MB，{ $stores } 组文件
cli-cache-current = 与刊库一致
cli-cache-outdated = 刊库有变化，下次打开时更新
cli-cache-damaged = { $count } 期的缓存已损坏，改读原文件；请用 jianbao cache rebuild 重建
cli-cache-unusable = 缓存不能用，下次打开时重建：{ $why }
cli-cache-no-dir = 不知道缓存在哪里（没有 HOME）；请用 --cache-dir 指定文件夹
cli-cache-failed = 清除不了 { $dir }：{ $why }
cli-cache-not-written = 缓存写不进 { $dir }；请检查权限和空间

cli-import-new = 新增
cli-import-updated = 更新
cli-import-unchanged = 未变
cli-import-would-add = 将新增
cli-import-would-update = 将更新
cli-import-line = { $title } { $year }年第{ $number }期，{ $articles } 篇，接合 { $joins } 处，存疑 { $doubts } 处
cli-import-summary = 新增 { $new } 期，更新 { $updated } 期，未变 { $unchanged } 期，跳过 { $skipped } 个文件，失败 { $failed } 个文件；刊库在 { $dir }
cli-import-summary-dry = 试行，什么也没有写：将新增 { $new } 期，将更新 { $updated } 期，未变 { $unchanged } 期，跳过 { $skipped } 个文件，失败 { $failed } 个文件；刊库在 { $dir }
cli-import-empty-folder = 文件夹里没有简报，一个文件也没有
cli-import-skipped = 跳过 { $file }：{ $why }
cli-import-recognised = ，文字由识别得来
cli-import-password = { $file } 的密码：{" "}
cli-import-part-of-library = 刊库里的这一期（{ $id }）来自 { $other }，而没有一篇相同；若一期分成几个文件，请先合成一个再导入；确要换掉它，先移走 { $file }
cli-import-same = 与 { $other } 是同一期（{ $id }），内容相同
cli-import-version = 与 { $other } 是同一期（{ $id }），内容不尽相同；已导入前者，要换成这一份请单独导入
cli-import-part = 与 { $other } 是同一期（{ $id }），而没有一篇相同；若一期分成几个文件，请先合成一个再导入
cli-import-doubts = 存疑：{ $list }；逐处校订：jianbao import --review
cli-import-doubt-mark = 、
cli-doubt-joined = 拿不准的接合
cli-doubt-kept-apart = 疑似断开的段
cli-doubt-decision-without-place = 找不到位置的校订
cli-doubt-title-differs = 标题与目录不同
cli-doubt-entry-without-article = 目录有而文中无
cli-doubt-article-without-entry = 文中有而目录无
cli-doubt-low-confidence-title = 无目录可对的标题
cli-doubt-heading-without-entry = 未收作标题的小标题
cli-doubt-number-from-total = 期号取自总期号
cli-doubt-page-order = 目录页码倒退
cli-doubt-page-differs = 页码与目录不同
cli-doubt-suspected-repeat-marker = 序号疑有重复
cli-doubt-unplaced = 不属于任何文章的文字
cli-doubt-unmapped-glyph = 认不出的字形
cli-doubt-turned-text = 斜置文字（水印）已略去
cli-doubt-vertical-text = 竖排文字已略去
cli-doubt-radicals-as-characters = 部首字形换成汉字
cli-doubt-text-layer-of-scan = 取自扫描件文字层的页
cli-doubt-recognised-text = 由识别得来的文件
cli-doubt-scanned-page = 未识别的扫描页
cli-doubt-more-notes = 另有未列的

cli-reason-empty = 文件里没有文字；请重新导出文本
cli-reason-too-large = 文件太大，超过 { $limit } MiB；请按期拆开
cli-reason-format = { $format }不能直接读；{ $advice }
cli-reason-binary = 不是文本（第 { $offset } 字节起）；请另存为 UTF-8 或 GB18030 的文本
cli-reason-no-issue-line = 前 { $searched } 行里没有期号行（如 2024年第9期）；请在刊名下补一行，否则不是简报
cli-reason-no-year = 第 { $line } 行：期号“{ $text }”没有年份；请写成 2024年第9期
cli-reason-no-title = 第 { $line } 行：期号旁没有刊名；请在其上单独写一行刊名
cli-reason-no-articles = 第 { $line } 行之后没有文章；每篇需有独占一行的标题，其下有正文
cli-reason-several = 一个文件里有两期：{ $first }，第 { $line } 行起是{ $second }；请从那里拆开
cli-reason-too-many = 有 { $found } 篇文章，超过上限 { $limit }；这不像简报
cli-reason-scanned = { $pages } 页是扫描的图片，没有文字；装上 tesseract 和中文数据 chi_sim 后可直接导入，或先识别文字（OCR）
cli-reason-recogniser = 第 { $page } 页是扫描的图片，tesseract 读不了：{ $why }
cli-reason-nested = 压缩包套得太深；请解开后再导入里面的简报
cli-reason-empty-archive = 压缩包里没有文件
cli-reason-time = 读了 14 秒还没有完；文件坏了，或有意如此
cli-reason-memory = 内存用到 1 GiB 还不够；文件坏了，或有意如此
cli-reason-start = 不能另起进程来读：{ $why }
cli-reason-died = 读它的进程中断了（{ $why }）；文件坏了
cli-reason-damaged = 文件坏了（{ $why }）；请重新取得
cli-reason-too-much = { $what ->
    [entries] 条目
    [bytes] 内容
    [depth] 层次
    [elements] 元素
    [pages] 页数
   *[text] 文字
} 超过简报会有的数量；文件坏了，或有意如此
cli-reason-doctype = { $part } 里有 DOCTYPE；这种文档不该有，为安全不读
cli-reason-locked = 文件有密码；请用 --password 给出
cli-reason-wrong-password = 密码不对
cli-reason-encrypted = 文件受保护，读不了；请另存为不加密的
cli-reason-missing = 文件不完整，缺少 { $part }；请重新取得
cli-reason-vertical = 文字竖排，不能直接读；请另存为 DOCX 或纯文本
cli-reason-no-text = 里面没有文字
cli-reason-unread = 这种格式不能读
cli-format-pdf = PDF 文件
cli-format-docx = Word 文档（DOCX）
cli-format-ofd = OFD 文件
cli-format-epub = EPUB 电子书
cli-format-zip = ZIP 压缩包
cli-format-ole = 旧版 Office 或 WPS 文档（DOC）
cli-format-rtf = RTF 文档
cli-format-html = 网页（HTML）
cli-format-xml = XML 文件
cli-format-image = 图片（{ $name }）
cli-format-archive = 压缩文件（{ $name }）
cli-format-program = 程序
cli-advice-save-as = 请先另存为 DOCX、PDF 或纯文本
cli-advice-export = 请先导出为 DOCX、PDF 或纯文本
cli-advice-image = 请先识别文字（OCR）
cli-advice-unpack = 请先解开，再导入里面的简报
cli-advice-program = 请选简报的文本

cli-save-broken = 刊库里已有这一期，但文件有误，没有覆盖：{ $fault }。请改好或移走那个文件，再导入
cli-save-other-series = { $file } 里是另一种刊物《{ $title }》，没有覆盖；请把那个文件改名或移走，再导入
cli-save-write = 写不了 { $file }：{ $why }

cli-fault-read = 读不了：{ $why }
cli-fault-link = 是符号链接，这里不跟随；请把文件本身放进来
cli-fault-not-a-file = 不是普通文件
cli-fault-too-large = 超过 64 MiB，没有读
cli-fault-not-utf8 = 不是 UTF-8；请另存为 UTF-8
cli-fault-content = { $why }
cli-fault-id = id { $found } 与刊名、年份、期数不符，应为 { $expected }；仍照 { $found } 载入
cli-fault-duplicate = id { $id } 与 { $loaded } 重复，载入的是后者；请去掉一个
cli-system-not-found = 没有这个文件或文件夹
cli-system-denied = 没有权限
cli-system-not-a-folder = 路径中有一段不是文件夹
cli-system-a-folder = 是文件夹
cli-system-read-only = 文件系统只读
cli-system-full = 磁盘已满
cli-content-missing = 缺少 { $name }，请补上
cli-content-duplicate = 同一个键写了两次，请去掉一个
cli-content-type = 应为{ $wanted }，这里是{ $found }
cli-content-value = 应为{ $wanted }，这里是{ $found }“{ $value }”
cli-content-variant = 不能是 { $name }；可取 full、digest
cli-content-newer = 文件格式 { $name } 比本程序新，请升级 jianbao
cli-content-id = “{ $name }”不能作 id，只可用小写字母、数字和 -
cli-content-block = 每一块只能有 paragraph 或 heading 之一
cli-content-quotes = 文字要用英文双引号括起来
cli-content-open-quote = 引号没有配对
cli-content-unclosed = 括号没有配对
cli-content-no-value = 键后面缺少值

cli-check-library = 刊库
cli-check-config = 配置
cli-check-searches = 检索
cli-check-searches-counted = 已保存检索 { $saved } 个，最近检索 { $recent } 个
cli-check-search-wrong = 已保存检索“{ $name }”有误：{ $fault }；请在 searches.toml 改正
cli-check-reviews = 数字核对
cli-check-reviews-counted = 核对过的数字 { $count } 个
cli-check-overrides = 导入校订
cli-check-overrides-counted = 校订 { $count } 条
cli-check-override-name = { $file }：文件名不是刊期编号，不会读取；请改名为 编号.toml（编号见 jianbao list）
cli-check-override-no-issue = { $file }：刊库里没有 { $id }，其中 { $count } 条校订暂不起作用；请导入该期，或删除此文件
cli-check-override-lost = { $file }：{ $issue } 中已找不到校订处的文字“{ $left }”|“{ $right }”；请删去该条，或用 jianbao import --review 重新校订
cli-check-review-lost = { $issue }：核对过的“{ $quote }”在原文中已找不到
cli-check-terminal = 终端
cli-check-embedded = 内置：{ $issues } 期 { $articles } 篇
cli-check-own = { $issues } 期 { $articles } 篇
cli-check-no-folder = { $dir }：还没有，首次导入时建立
cli-check-no-config = { $file }：还没有，用默认值；jianbao config init 可写一份
cli-check-no-terminal = 标准输出不是终端，不用颜色和控制序列
cli-check-dumb = TERM 为 dumb 或没有设置，打不开阅读器，只列出各期
cli-check-term = TERM={ $name }，{ $columns } 列
cli-check-utf8 = 区域设置 { $locale }
cli-check-not-utf8 = 区域设置“{ $locale }”不是 UTF-8，终端可能显示乱码；可设 LANG=zh_CN.UTF-8 或 C.UTF-8
cli-check-no-color = 设了 NO_COLOR，不用颜色
cli-check-wrong = 有 { $count } 处问题，见 !!

cli-config-exists = { $file } 已有，没有覆盖；要换成样例，请先把它移走

cli-keys-key = 按键
cli-keys-what = 作用
cli-keys-action = 名称

cli-man-name = 名称
cli-man-synopsis = 用法
cli-man-description = 说明
cli-man-options = 通用选项
cli-man-verbs = 命令
cli-man-keys = 按键
cli-man-files = 文件
cli-man-files-text = ~/.config/jianbao/config.toml  配置；jianbao config init 写一份带说明的样例
    ~/.config/jianbao/state.toml  读到哪里、读了多少
    ~/.config/jianbao/annotations/  书签、高亮、笔记，一期一个 TOML 文件，可以手改
    ~/.local/share/jianbao/library/  刊库，一期一个 TOML 文件，可以手改
cli-man-environment = 环境变量
cli-man-environment-text = JIANBAO_LIBRARY  刊库文件夹
    JIANBAO_CONFIG_DIR  配置文件夹
    LC_ALL, LC_MESSAGES, LANG  界面语言
    NO_COLOR  有值则不用颜色
    TERM  为 dumb 时不开阅读器，列出各期
cli-man-exit = 退出码
cli-man-exit-text = 0  完成
    1  失败，原因见标准错误
    2  命令行有误

cli-verb-bookmarks = 书签：列出、添加、修改、删除
cli-verb-highlights = 高亮：列出、添加、修改、删除
cli-verb-notes = 笔记：列出、添加、修改、删除
cli-verb-marks-list = 列出（默认）
cli-verb-marks-add = 添加一条
cli-verb-marks-edit = 修改一条
cli-verb-marks-remove = 删除，并输出可重新导入的 JSON
cli-verb-annotations = 书签、高亮、笔记的导出与导入
cli-verb-annotations-export = 导出
cli-verb-annotations-import = 导入 JSON，与已有的合并
cli-verb-backup = 把配置、阅读进度、书签笔记和刊库备份到一个文件
cli-verb-restore = 从备份恢复：书签笔记合并，其余不覆盖

cli-arg-issue = 只要这一期（可只写结尾）
cli-arg-tag = 只要有这个标签的
cli-arg-words = 只要含有这些词的（笔记、名称、引文、篇名、标签）
cli-arg-place = 期号和篇（如 2024-09/3）
cli-arg-place-or-entry = 期号和篇（如 2024-09/3），或书签、高亮的编号
cli-arg-entry = 编号，可只写开头
cli-arg-quote = 文中的一段原话；不给则指全篇
cli-arg-other-quote = 改附到文中的这段原话
cli-arg-name = 名称
cli-arg-new-tag = 标签，可写多次
cli-arg-other-tags = 换成这些标签，可写多次；空的表示去掉全部
cli-arg-note = 笔记；- 表示从标准输入读
cli-arg-kind = 种类：key（重点，默认）、figure（数据）、doubt（疑问）、idea（启发）、quote（引用）
cli-arg-at = 改附到这一篇（如 2024-09/3）
cli-arg-export-format = 格式：markdown（默认）、json、csv、org
cli-arg-output = 写到文件；默认写到标准输出
cli-arg-marks-file = 导出的 JSON 文件，或 -（标准输入）
cli-arg-backup-file = 备份文件；已有的备份换成新的，别的文件不动
cli-arg-restore-file = 备份文件
cli-arg-force = 配置和刊物也换成备份里的，原来的留作 .bak

cli-marks-none = 没有
cli-marks-orphan = （原文已找不到）
cli-marks-issue = 《{ $title }》{ $year }年第{ $number }期
cli-marks-newer = 由更新版本的简报写成（格式 { $format }）；请升级
cli-marks-no-json = { $place }：不是 JSON（{ $why }）
cli-marks-no-export = 不是 annotations export --format json 写出的 JSON
cli-marks-skipped = 第 { $number } 条没有导入：{ $field } 不对
cli-no-entry = 没有编号是“{ $id }”的书签、高亮或笔记
cli-entry-ambiguous = “{ $id }”开头的不止一条，请写全
cli-entry-of-other-kind = { $id } 不在此列，请用 jianbao { $verb }
cli-article-wanted = 请写明第几篇，如 { $id }/3
cli-article-wanted-at = 原来的篇已不在刊库里；请用 --at 指明附到哪一篇
cli-no-quote = { $id } 中没有“{ $quote }”
cli-note-empty = 笔记是空的
cli-note-unchanged = 笔记没有改动
cli-note-elsewhere = 这条笔记已在别处改动或删去，没有写入
cli-editor-words = VISUAL 或 EDITOR 的值“{ $editor }”不是命令；请设好，例如 EDITOR=nano
cli-editor-missing = 编辑器 { $editor } 未能启动：{ $why }；请设好 VISUAL 或 EDITOR，例如 EDITOR=nano
cli-editor-failed = 编辑器 { $editor } 以 { $why } 结束，笔记未改
cli-editor-kept = ；写好的文字在 { $path }
cli-editor-file = 交给编辑器的文件 { $path }：{ $why }
cli-verb-tags = 列出标签和用到的次数
cli-verb-tags-rename = 各处的标签改名，与已有标签同名则合并
cli-verb-tags-remove = 各处都去掉一个标签
cli-arg-tag-old = 标签
cli-arg-tag-new = 新名；与已有标签同名则合并
cli-tag-none = “{ $tag }”不是标签
cli-tag-unknown = 没有条目带标签 #{ $tag }；jianbao tags 可列出
cli-tag-renamed = #{ $tag } 已改为 #{ $to }（{ $count }条）
cli-tag-removed = 已去掉 #{ $tag }（{ $count }条）
cli-edit-nothing = 没有说要改什么
cli-removed = 已删除 { $id }：{ $label }
cli-removed-back = 输出的 JSON 存成文件，用 jianbao annotations import 文件 即可找回
cli-exported = 已导出 { $count } 条到 { $file }
cli-imported-marks = 新增或更新 { $count } 条；{ $conflicts } 条与已有的不同，两份都已保留；{ $failed } 条没有导入
cli-stdin-failed = 读不了标准输入：{ $why }

cli-backup-foreign = { $file } 已有，而且不是备份，没有覆盖；请换个文件名
cli-incomplete = { $file } 没有改动：有内容未能读出，新文件会比它残缺；请先处理上面所列的问题，或换个文件名
cli-backup-done = 已备份 { $count } 个文件到 { $file }，{ $failed } 个未能备份
cli-restore-new = 新增
cli-restore-merged = 合并
cli-restore-same = 相同
cli-restore-replaced = 替换
cli-restore-left = 未动
cli-restore-force = 有 { $count } 个文件与备份不同，没有动；要换成备份里的，请加 --force（原来的留作 .bak）
cli-restore-no-backup = 不是备份文件（{ $place }）
cli-restore-path = 备份里有不该有的文件“{ $file }”，什么也没有恢复
cli-restore-sum = 备份里的 { $file } 已损坏（校验和不符），什么也没有恢复
cli-restore-broken = 备份里的 { $file } 有误：{ $why }

cli-check-marks = 书签、高亮、笔记
cli-check-counted = { $issues } 期：书签 { $bookmarks } 条，高亮 { $highlights } 条，笔记 { $notes } 条
cli-check-no-issue = { $id }：刊库里没有这一期，有 { $count } 条附在上面
cli-check-orphan = { $id }（{ $issue }）的原文已找不到：“{ $quote }”；可用 jianbao { $verb } edit { $id } --at 期号/篇 改附

# 数字、地区、相关文章。
cli-verb-figures = 列出数字：单位、增减、指标、出处
cli-verb-regions = 按地区统计文章
cli-verb-trend = 某个词或某个地区逐期的多少
cli-arg-figures-id = 期号或篇号，可写几个；不写即全部
cli-arg-figures-search = 只要检索得到的文章，写法同 search
cli-arg-figures-format = 输出格式：table（默认）、csv、json
cli-arg-region = 地区，全称或简称（如 南京、江苏省南京市鼓楼区）
cli-arg-term = 要统计的词，写法同 search
cli-arg-related = 只列出其他各期的相关文章（格式为 text 或 json）
cli-figures-none = 没有数字
cli-figures-over = 共 { $count } 篇，只列出前 { $most } 篇的数字
cli-figures-other = 另作 { $number }（{ $article }）
cli-no-region = 不知道地区“{ $name }”；请写行政区划的名称，如 南京 或 江苏省南京市
cli-region-ambiguous = “{ $name }”不止一处：{ $paths }。请连同上级写出
cli-region-unknown = 地区不明
cli-trend-of-what = 请写要统计的词，或用 --region 指定地区
cli-related-none = 其他各期没有相关的文章
cli-verb-briefing = 简报：摘录、排序、检查、导出
cli-verb-briefing-list = 列出全部简报（* 为当前的一份）
cli-verb-briefing-show = 列出一份简报的内容
cli-verb-briefing-new = 新建一份简报，封面沿用上一份，期号加一
cli-verb-briefing-add = 放入文章、文章中的一段话，或书签、高亮、笔记所在的文字
cli-verb-briefing-remove = 删除若干条
cli-verb-briefing-order = 把所列各条依次排到最前
cli-verb-briefing-rename = 给一份简报改名
cli-verb-briefing-delete = 删除一份简报；文件改名留存，显示其名
cli-arg-briefing-new-name = 新的名称
cli-briefing-gone = 《{ $name }》还没有存盘的文件，没有可删除的
cli-verb-briefing-cover = 显示或填写封面
cli-verb-briefing-check = 送审前的检查；有问题时返回 1
cli-verb-briefing-export = 导出
cli-arg-briefing = 简报名；不写则为当前的一份（最近改过的）
cli-arg-excerpt = 第几条（或编号 e…）
cli-arg-briefing-target = 文章（期号/篇号），或书签、高亮、笔记的编号
cli-arg-briefing-quote = 只放入文章中的这些文字
cli-arg-theme = 归入的专题
cli-arg-briefing-format = 格式：{ $formats }
cli-arg-briefing-output = 写入的文件，- 为标准输出；默认为“简报名.后缀”
cli-verb-briefing-cite = 列出引文（GB/T 7714），每篇一条
cli-arg-references = 末尾附参考文献
cli-arg-final = 定稿：不带批注（默认为送审稿）
cli-arg-briefing-force = 覆盖已有的文件
cli-no-briefings = 还没有简报：用 jianbao briefing new 新建
cli-no-briefing = 没有简报“{ $name }”；现有：{ $there }
cli-no-excerpt = 《{ $name }》里没有第“{ $excerpt }”条：用 jianbao briefing show 查看
cli-no-words = { $id }：刊库里找不到这些文字
cli-there-already = 《{ $name }》里已有“{ $title }”的这些文字，未再放入
cli-briefing-not-text = { $format } 不是文字，不能显示在终端：用 -o 指定文件，或把标准输出接到文件
cli-briefing-exists = 已有 { $file }：换一个文件名，或用 --force 覆盖
cli-check-briefings = 简报
cli-check-briefings-counted = { $briefings } 份简报，{ $excerpts } 条
