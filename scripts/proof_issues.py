"""Invented issues for scripts/proof_import.py: text, layouts, and both written as DOCX and HTML.

Everything follows from a seed. An issue is {"title", "year", "number", "total", "publisher",
"editor", "phone", "contents": [{"title", "page"}], "articles": [{"title", "blocks": [{"kind",
"text"}]}]}, as `jianbao show --format json` gives it.
"""

import html
import io
import random
import zipfile

# ---- text ------------------------------------------------------------------------------------

PLACES = "海州区 白沙县 青岭市 东平新区 石桥镇 云溪县 北港市 柳河区 南屏县 长汀市 松岗县 临江新城 金滩镇 平湖区 红山县 西林市".split()
BODIES = "科技局 农业农村局 发展改革委 市场监管局 教育局 生态环境局 工业园区管委会 供销社 图书馆 气象台 数据中心 职业学院".split()
THINGS = ("共享实验室 柑橘加工线 农机调度平台 中试基地 水质监测站 人才公寓 专利导航库 冷链仓库 智能温室 检验检测中心 数据交易所 "
          "科技特派员工作站 低空物流航线 储能电站 机器人训练场 “一网三库” 创新券系统 “揭榜挂帅”项目 种子资源圃 海上风电母港").split()
VERBS = "建成 启用 试运行 扩建 联合建设 率先开放 升级 推广".split()
EFFECTS = ("小微企业按小时预约 农户少跑三趟路 检测周期缩短一半 设备利用率翻番 全年节约成本三成 周边村民就近上班 数据当天就能查到 "
           "审批材料减到一页 新品种提前一年上市 排放量稳步下降").split()
CLAUSES = (
    "{p}{b}把{n}台（套）设备列入目录，编号、价格、负责人都在网上公布", "企业每用一次，可获得{s}成补助，全年不超过{m}万元",
    "登记员每周核对一次，停用的仪器在两个工作日内下架", "{t}由{p}与两所高校共同出资，安装调试用了{n}天，比计划提前两周",
    "今年以来，{p}累计兑现资金{d}亿元，惠及{n}家企业，同比增长{r}%", "过去遇到雨季常常压价，现在可以把品相较差的原料送去深加工",
    "{b}负责人说：“数据归谁所有、谁可以看、看了能做什么，都写进了管理办法”", "平台据此给出建议，去年用了建议的地块平均少施肥{r}%，产量没有下降",
    "机手收到短信以后{s}小时内出发，空驶里程比前年减少了三分之一", "研究人员在{y}年提出的方法（简称“双循环”）已在{n}个乡镇试用",
    "接口按照 ISO 9001 与 GB/T 33190 的要求改造，采用 5G 和 AI 两种方案并行", "首批{n}名学员来自《青年工匠培养办法》确定的六个专业",
    "各乡镇、街道、园区按照“谁使用、谁登记、谁负责”的原则分别落实", "其中，{p}承担的{n}项任务已经完成，其余任务将于年底前验收",
    "凡是在{p}登记的项目，均可申请{s}年期贴息贷款，利率不高于{d}%", "产品通过了 CNAS 认证，良品率由{r}%提高到98.6%",
    "系统给每件样品一个编号，例如 HZ-{y}-{n}，扫码就能看到来历", "{b}还与三家银行约定，凭使用记录授信，最高可贷{m}万元",
)
WHO = ("{p}{b}", "{p}的企业", "{p}各乡镇", "参与项目的{n}名技术员", "{b}会同三家院所", "当地合作社", "{p}的种植大户", "课题组", "来自{p}的设计师",
       "全市{n}家高新技术企业", "两所高校的实验室", "{p}派出的科技特派员", "{b}组建的专班", "第三方检测机构", "试点园区", "海关与{b}")
HOW = ("逐月", "在{y}年底前", "按照新办法", "通过公开竞争", "利用夜间空闲时段", "在不增加编制的前提下", "依托原有厂房", "连续{s}年", "分{s}批", "以合同约定的方式",
       "先行先试", "会同财政部门", "在{n}个点位上", "按季度")
DID = ("改造", "登记", "核对", "复测", "开放", "评估", "采购", "推广", "回收", "调试", "公布", "整理", "培训", "验收", "追踪", "修订")
WHAT = ("传感器和控制柜", "{n}亩示范田的土壤数据", "老旧管网的压力记录", "{t}的运行日志", "苗木的种源档案", "{n}份检测报告", "冷库的能耗曲线", "乡村电商的物流单",
        "专利申请的预审流程", "{s}条生产线的夹具", "废旧电池的编码", "渔船的定位终端", "幼儿园的空气质量", "{n}项企业标准", "养殖水体的含氧量", "志愿者的服务时长",
        "用于{t}的备件", "中药材的切片工艺")
LEADS = ("", "", "", "据了解，", "同时，", "此外，", "下一步，", "对此，", "值得一提的是，", "在此基础上，")
CHINESE = "一二三四五六七八九十"


class Words:
    """Sentences, drawn with a seed."""

    def __init__(self, rng):
        self.rng = rng

    def clause(self):
        pick = self.rng.choice
        pattern = pick(CLAUSES) if self.rng.random() < 0.25 else pick(WHO) + pick(HOW) + pick(DID) + "了" + pick(WHAT)
        return pattern.format(p=pick(PLACES), b=pick(BODIES), t=pick(THINGS), n=self.rng.randint(3, 980),
                                    s=pick(CHINESE[1:8]), m=self.rng.randint(2, 90), d=round(self.rng.uniform(0.3, 9.9), 2),
                                    r=round(self.rng.uniform(2, 60), 1), y=self.rng.randint(2015, 2025))

    def sentence(self):
        joint = self.rng.choice("，，；")
        return self.rng.choice(LEADS) + joint.join(self.clause() for _ in range(self.rng.randint(1, 3))) + "。"

    def paragraph(self, most=5):
        return "".join(self.sentence() for _ in range(self.rng.randint(1, most)))

    def title(self):
        pick = self.rng.choice
        place, thing, verb, effect = pick(PLACES), pick(THINGS), pick(VERBS), pick(EFFECTS)
        return pick((f"{place}{verb}{thing}", f"{place}：{verb}{thing}", f"{place}{verb}{thing} {effect}",
                     f"{place}以{thing}推动{effect[:8]}", f"{thing}怎样让{effect}", f"{place}{pick(BODIES)}{verb}{thing}助力{effect}"))


def blocks(words, rng):
    out = [{"kind": "para", "text": words.paragraph()} for _ in range(rng.randint(1, 2))]
    style = rng.choice(("none", "一、", "（一）", "一是", "1.", "亮点", "bare"))
    for nth in range(rng.randint(2, 5)):
        name = rng.choice(("统一登记", "按次补助", "公开进度", "共建共享", "联合攻关", "数据互通", "培养队伍", "完善制度")) + rng.choice(("", "，让企业少跑路", "，让数据多跑路"))
        if style in ("一、", "（一）", "亮点"):
            mark = {"一、": f"{CHINESE[nth]}、", "（一）": f"（{CHINESE[nth]}）", "亮点": f"亮点{nth + 1}："}[style]
            out.append({"kind": "heading", "text": mark + name})
            out += [{"kind": "para", "text": words.paragraph()} for _ in range(rng.randint(1, 2))]
        elif style == "bare":
            out.append({"kind": "para", "text": words.paragraph(7)})
        else:
            mark = {"none": "", "一是": f"{CHINESE[nth]}是{name}。", "1.": f"{nth + 1}.{name}。"}[style]
            out.append({"kind": "para", "text": mark + words.paragraph()})
    return out


def issue(nth, seed):
    rng = random.Random(f"{seed} issue {nth}")
    words = Words(rng)
    titles = []
    wanted = rng.randint(3, 8)
    while len(titles) < wanted:
        title = words.title()
        if all(title[:6] != other[:6] for other in titles):
            titles.append(title)
    return {
        "title": rng.choice(("滨海科技简报", "科技工作动态", "创新参考", "农业科技信息", "园区发展快报", "滨海市科技情报", "数字经济参考")),
        "year": rng.randint(2016, 2025), "number": nth + 1, "total": rng.choice((None, rng.randint(60, 300))),
        "publisher": rng.choice(("滨海市科技情报中心", "青岭市科学技术局", "海州区科学技术协会")),
        "editor": rng.choice(("王芳", "李明", "赵晓东")), "phone": str(rng.randint(2_000_000, 8_999_999)),
        "contents": [{"title": title, "page": None} for title in titles],
        "articles": [{"title": title, "blocks": blocks(words, rng)} for title in titles],
    }


# ---- layouts ---------------------------------------------------------------------------------

# In twentieths of a point: A4, B5, 16K, A5, Letter.
SIZES = {"A4": (11906, 16838), "B5": (10319, 14571), "16K": (10433, 14742), "A5": (8391, 11906), "Letter": (12240, 15840)}


def layout(nth, seed, fonts):
    rng = random.Random(f"{seed} layout {nth}")
    pick = rng.choice
    size = pick(("A4", "A4", "A4", "B5", "16K", "A5", "Letter"))
    points = pick((10.5, 12, 14, 16)) if size != "A5" else pick((10.5, 12))
    return {
        "size": size, "margin": pick((1000, 1300, 1600, 1800)), "points": points, "font": pick(fonts),
        "title_font": pick(fonts), "line": pick((1.0, 1.25, 1.5, 1.8)), "indent": pick((True, True, True, True, False)),
        "gap": pick((0, 0, 6, 10)), "justify": pick((True, True, False)), "columns": pick((1, 1, 1, 1, 1, 2)),
        "title_size": pick((1.0, 1.15, 1.3, 1.6)), "title_bold": pick((True, True, False)), "title_centre": pick((True, True, False)),
        "title_style": pick(("direct", "heading", "own")), "title_space": pick((6, 12, 20)),
        "title_break": pick((False, False, True)), "each_page": pick((False, False, False, True)),
        "heading_bold": pick((True, True, False)), "heading_indent": pick((True, False)),
        "contents": pick(("★", "●", "◆", "number", "bracket", "plain", "none")), "contents_word": pick(("目  录", "本期目录", "本期导读", "CONTENTS 目录", "")),
        "leader": pick(("……", "tab", "…………", "......", "space")), "contents_page": pick((True, False)),
        "head": pick(("none", "series", "series", "line", "unit")), "foot": pick(("none", "— {} —", "- {} -", "{}", "第 {} 页", "第 {} 页 共 {all} 页")),
        "issue_line": pick(("{y}年第{n}期", "第{n}期（{y}年）", "{y}年第{n}期{t}", "（{y}年第{n}期）")), "masthead": pick((1.6, 2.2, 3.0)),
        "colophon": pick(("end", "end", "none")), "colour": pick(("000000", "C00000", "1F3864")),
    }


def settled(layout):
    """A layout in which titles can be told from text: by weight, size, place or contents."""
    if layout["title_size"] == 1.0 and not layout["title_bold"]:
        layout["title_bold"] = True
    if not layout["indent"] and not layout["gap"]:
        layout["gap"] = 6
    return layout


def issue_line(issue, layout):
    total = f"（总第{issue['total']}期）" if issue["total"] else ""
    return layout["issue_line"].format(y=issue["year"], n=issue["number"], t=total)


def header(issue, layout):
    return {"none": "", "series": f"{issue['title']} {issue['year']}年第{issue['number']}期", "line": f"{issue['year']}年第{issue['number']}期", "unit": issue["publisher"]}[layout["head"]]


def entries(issue, layout):
    """What stands before the title, the title, what leads to the page, the page."""
    for nth, entry in enumerate(issue["contents"]):
        before = {"★": "★ ", "●": "● ", "◆": "◆", "number": f"{nth + 1}. ", "bracket": "", "plain": ""}[layout["contents"]]
        page = entry["page"] or 1
        if layout["contents"] == "bracket":
            yield before, entry["title"], "", f"（{page}）"
        else:
            yield before, entry["title"], {"tab": "\t", "space": "    "}.get(layout["leader"], layout["leader"]), str(page)


# ---- DOCX ------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def looks(font=None, points=None, bold=False, colour=None):
    out = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>' if font else ""
    out += "<w:b/>" if bold else ""
    out += f'<w:color w:val="{colour}"/>' if colour and colour != "000000" else ""
    out += f'<w:sz w:val="{round(points * 2)}"/>' if points else ""
    return f"<w:rPr>{out}</w:rPr>" if out else ""


def run(words, style=""):
    parts = words.split("\t")
    inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{html.escape(part)}</w:t>' for part in parts)
    return f"<w:r>{style}{inner}</w:r>"


def para(inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>" if properties else f"<w:p>{inner}</w:p>"


def field(name):
    mark = lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    return f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>{mark("separate")}<w:r><w:t>1</w:t></w:r>{mark("end")}'


def docx(issue, layout):
    width, height = SIZES[layout["size"]]
    margin, points = layout["margin"], layout["points"]
    centre = '<w:jc w:val="center"/>'
    spacing = lambda before, after: f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>'
    body = [para(run(issue["title"], looks(layout["title_font"], points * layout["masthead"], True, layout["colour"])), spacing(0, 12) + centre),
            para(run(issue_line(issue, layout)), centre), para(run(issue["publisher"] + rng_word(issue)), spacing(0, 10) + centre)]
    room = width - 2 * margin
    if layout["contents"] != "none":
        if layout["contents_word"]:
            body.append(para(run(layout["contents_word"], looks(None, points * 1.2, True)), centre))
        for before, title, leader, page in entries(issue, layout):
            tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{room}"/></w:tabs>' if "\t" in leader else ""
            body.append(para(run(f"{before}{title}{leader}{page}"), tab))
    # Marks stay inside the lines: LibreOffice loses one that hangs over the edge before a quote.
    body_properties = '<w:overflowPunct w:val="0"/>' + spacing(0, layout["gap"]) + (f'<w:ind w:firstLineChars="200" w:firstLine="{round(points * 40)}"/>' if layout["indent"] else "") + \
        ('<w:jc w:val="both"/>' if layout["justify"] else '<w:jc w:val="left"/>')
    size = f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" w:header="600" w:footer="600" w:gutter="0"/>'
    refs = ('<w:headerReference w:type="default" r:id="rId4"/>' if layout["head"] != "none" else "") + ('<w:footerReference w:type="default" r:id="rId3"/>' if layout["foot"] != "none" else "")
    if layout["columns"] == 2:
        kind = "nextPage" if layout["contents_page"] else "continuous"
        body.append(f'<w:p><w:pPr><w:sectPr>{refs}{size}</w:sectPr></w:pPr></w:p>')
    else:
        kind = "nextPage"
    title_look = looks(layout["title_font"], points * layout["title_size"], layout["title_bold"])
    for nth, article in enumerate(issue["articles"]):
        new = (nth == 0 and layout["contents_page"] and layout["columns"] == 1) or (nth and layout["each_page"])
        ahead = "<w:keepNext/>" + ("<w:pageBreakBefore/>" if new else "")
        place = spacing(layout["title_space"], layout["title_space"] // 2) + (centre if layout["title_centre"] else '<w:jc w:val="left"/>')
        pieces = article["title"].split(" ") if layout["title_break"] else [article["title"]]
        if layout["title_style"] == "direct":
            inner = "<w:r><w:br/></w:r>".join(run(piece, title_look) for piece in pieces)
            body.append(para(inner, ahead + place))
        else:
            style = {"heading": "Heading1", "own": "ArticleTitle"}[layout["title_style"]]
            inner = "<w:r><w:br/></w:r>".join(run(piece) for piece in pieces)
            body.append(para(inner, f'<w:pStyle w:val="{style}"/>' + ahead))
        for block in article["blocks"]:
            if block["kind"] == "heading":
                ind = body_properties if layout["heading_indent"] else spacing(0, layout["gap"])
                body.append(para(run(block["text"], looks(bold=layout["heading_bold"])), "<w:keepNext/>" + ind))
            else:
                body.append(para(run(block["text"]), body_properties))
    if layout["colophon"] == "end":
        body += [para(run(f"编辑：{issue['editor']}")), para(run(f"电话：{issue['phone']}"))]
    columns = '<w:cols w:num="2" w:space="500"/>' if layout["columns"] == 2 else ""
    body.append(f'<w:sectPr>{refs}<w:type w:val="{kind}"/>{size}{columns}</w:sectPr>')
    place = spacing(layout["title_space"], layout["title_space"] // 2) + (centre if layout["title_centre"] else '<w:jc w:val="left"/>')
    styles = (f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{layout["font"]}" w:hAnsi="{layout["font"]}" w:eastAsia="{layout["font"]}"/>'
              f'<w:sz w:val="{round(points * 2)}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
              f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="{round(240 * layout["line"])}" w:lineRule="auto"/></w:pPr></w:style>'
              + "".join(f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:pPr>{place}{level}</w:pPr>{title_look}</w:style>'
                        for key, name, level in (("Heading1", "heading 1", '<w:outlineLvl w:val="0"/>'), ("ArticleTitle", "article title", ""))) + "</w:styles>")
    foot = "".join(field({"": "PAGE", "all": "NUMPAGES"}[name]) if name is not None else run(words) for words, name in pieces_of(layout["foot"]) if words or name is not None)
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{KIND}{t}+xml"/>' for n, t in (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"), ("header1", "header"))) + "</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}styles" Target="styles.xml"/><Relationship Id="rId3" Type="{REL}footer" Target="footer1.xml"/><Relationship Id="rId4" Type="{REL}header" Target="header1.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{''.join(body)}</w:body></w:document>", "word/styles.xml": styles,
        "word/footer1.xml": f"{HEAD}<w:ftr {W}>{para(foot, centre)}</w:ftr>",
        "word/header1.xml": f"{HEAD}<w:hdr {W}>{para(run(header(issue, layout), looks(None, 9)), centre)}</w:hdr>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, part in parts.items():
            pack.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rng_word(issue):
    """What follows the publisher in the masthead."""
    return (" 编辑", " 主办", "", " 编印")[issue["number"] % 4]


def pieces_of(pattern):
    """The words of a footer and, after each, the field: `PAGE` for {}, `NUMPAGES` for {all}."""
    out, rest = [], pattern
    while rest and rest != "none":
        words, brace, rest = rest.partition("{")
        out.append((words, None))
        if brace:
            name, _, rest = rest.partition("}")
            out.append(("", name))
    return out


# ---- HTML, for a browser to print ------------------------------------------------------------

def page(issue, layout):
    width, height = (size / 20 for size in SIZES[layout["size"]])
    points = layout["points"]
    align = "center" if layout["title_centre"] else "left"
    foot = layout["foot"].replace("第 {} 页 共 {all} 页", '"第 " counter(page) " 页 共 " counter(pages) " 页"')
    if "counter" not in foot:
        foot = '"' + layout["foot"].replace("{}", '" counter(page) "') + '"'
    margins = ("" if layout["head"] == "none" else f'@top-center {{ content: "{header(issue, layout)}"; font-size: 9pt; }}') + \
        ("" if layout["foot"] == "none" else f"@bottom-center {{ content: {foot}; font-size: 9pt; }}")
    css = f"""@page {{ size: {width}pt {height}pt; margin: {layout['margin'] / 20}pt; {margins} }}
body {{ font: {points}pt/{1.2 * layout['line']} "{layout['font']}"; margin: 0; text-align: {'justify' if layout['justify'] else 'left'}; }}
p {{ margin: 0 0 {layout['gap']}pt 0; text-indent: {2 if layout['indent'] else 0}em; orphans: 1; widows: 1; }}
.flat {{ text-indent: 0; }} .middle {{ text-indent: 0; text-align: center; }}
.series {{ font-size: {points * layout['masthead']}pt; font-weight: bold; color: #{layout['colour']}; }}
.title {{ font: {'bold' if layout['title_bold'] else 'normal'} {points * layout['title_size']}pt/1.4 "{layout['title_font']}"; text-align: {align}; text-indent: 0; margin: {layout['title_space']}pt 0 {layout['title_space'] // 2}pt; break-after: avoid; }}
.heading {{ font-weight: {'bold' if layout['heading_bold'] else 'normal'}; text-indent: {2 if layout['heading_indent'] else 0}em; break-after: avoid; }}
.new {{ break-before: page; }} .entry {{ display: flex; text-indent: 0; }} .dots {{ flex: 1; overflow: hidden; white-space: nowrap; height: {1.2 * layout['line']}em; }}
.columns {{ columns: {layout['columns']}; }}"""
    text = html.escape
    out = [f'<p class="middle series">{text(issue["title"])}</p>', f'<p class=middle>{text(issue_line(issue, layout))}</p>', f'<p class=middle>{text(issue["publisher"] + rng_word(issue))}</p>']
    if layout["contents"] != "none":
        if layout["contents_word"]:
            out.append(f'<p class=middle><b>{layout["contents_word"]}</b></p>')
        for before, title, leader, number in entries(issue, layout):
            if leader == "\t":
                out.append(f'<p class=entry><span>{before}{text(title)}</span><span class=dots>{"." * 200}</span><span>{number}</span></p>')
            else:
                out.append(f'<p class=flat>{before}{text(title)}{leader.replace(" ", "&nbsp;")}{number}</p>')
    out.append("<div class=columns>")
    for nth, article in enumerate(issue["articles"]):
        new = (nth == 0 and layout["contents_page"]) or (nth and layout["each_page"])
        title = text(article["title"]).replace(" ", "<br>") if layout["title_break"] else text(article["title"])
        tag = "p" if layout["title_style"] == "direct" else "h2"
        out.append(f'<{tag} class="title{" new" if new else ""}">{title}</{tag}>')
        for block in article["blocks"]:
            out.append(f'<p{" class=heading" if block["kind"] == "heading" else ""}>{text(block["text"])}</p>')
    out.append("</div>")
    if layout["colophon"] == "end":
        out += [f"<p class=flat>编辑：{issue['editor']}</p>", f"<p class=flat>电话：{issue['phone']}</p>"]
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{text(issue["title"])}</title><style>{css}</style></head><body>\n' + "\n".join(out) + "\n</body></html>\n"
