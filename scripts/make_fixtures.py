#!/usr/bin/env python3
"""Typeset an issue as the files that offices send.

usage: make_fixtures.py [OUT]                      the fixtures of tests/files, from the text below
       make_fixtures.py --issue ISSUE.json OUT     the same for another issue (`jianbao show --format json`)

Needs LibreOffice (soffice) for DOC, PDF and its HTML, Chromium for the printed web page and
pdftoppm for the scan. DOCX, OFD, EPUB, HTML and the PDF with fonts that are not embedded are
written here, byte by byte the same on each run.
"""

import html
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
FILES = HERE.parent / "tests" / "files"

ISSUE = {
    "title": "滨海科技简报", "year": 2025, "number": 4, "publisher": "滨海市科技情报中心",
    "editor": "王芳", "phone": "5550123",
    "contents": [
        {"title": "海州区建成首个共享实验室 小微企业按小时预约", "page": 2},
        {"title": "白沙县：柑橘加工线投产", "page": 3},
        {"title": "青岭市以“一网三库”推动农业数据互通", "page": 4},
    ],
    "articles": [
        {"title": "海州区建成首个共享实验室 小微企业按小时预约", "blocks": [
            ("para", "海州区首个共享实验室三月启用，向区内小微企业开放，设备可以按小时预约，由区科技局统一登记，企业在网上选好仪器、时间和操作人员，当天就能得到答复，不必再跑窗口。"),
            ("heading", "一、统一登记"),
            ("para", "区科技局把四十二台仪器列入目录，编号、价格、负责人都在网上公布。登记员每周核对一次，停用的仪器在两个工作日内下架，新到的仪器在验收以后三天内上架，目录因此总是新的。"),
            ("para", "目录分为三类：材料测试、电子测量和生物检测。每一类下面写明仪器能做什么、不能做什么，也写明最近一次校准的日期，使用者可以据此判断结果是否可信。"),
            ("heading", "二、按次补助"),
            ("para", "企业每用一次，可获得三成补助，每年不超过五万元。补助由区财政按季度拨付，企业不用先垫钱，只要在系统里确认使用记录，款项在十个工作日内到账。"),
            ("para", "一是简化材料。申请表从四页减为一页，附件全部取消。"),
            ("para", "二是公开进度。企业可以在网上看到申请走到哪一步、由谁办理、还要多久。"),
        ]},
        {"title": "白沙县：柑橘加工线投产", "blocks": [
            ("para", "白沙县柑橘加工线四月投产，日处理鲜果六十吨，带动周边三个村就业。加工线由县供销社与两家合作社共同出资，设备来自省内，安装调试用了七十五天，比计划提前两周。"),
            ("para", "过去，当地的柑橘多以鲜果外销，遇到雨季常常压价。现在，果农可以把品相较差的果子送去榨汁、制干，每斤多收三角钱，果皮还能做成陈皮和饲料。"),
            ("para", "加工线同时是一间课堂。县职业中学的学生每周来两天，在师傅带领下学习分拣、灭菌和包装，毕业以后可以直接上岗。今年已有二十六名学生签了约。"),
            ("para", "下一步，县里打算做三件事：一是扩建冷库，把保鲜期从二十天延长到五十天；二是申请地理标志；三是与邻县共用检测站，减少重复送检。"),
        ]},
        {"title": "青岭市以“一网三库”推动农业数据互通", "blocks": [
            ("para", "青岭市用一年时间建成“一网三库”，把土壤、气象和农机三类数据放在一处，乡镇干部和种植大户都可以查询，也可以上传自己的记录。"),
            ("heading", "（一）数据从哪里来"),
            ("para", "土壤数据来自三百二十个采样点，每季度更新；气象数据来自四十一座自动站，每十分钟更新；农机数据由车载终端自动上传，机手不用填表。"),
            ("heading", "（二）数据怎样用"),
            ("para", "在平台上选定一块地，就能看到它的酸碱度、有机质和近十年的雨量，平台据此给出施肥建议。去年，用了建议的地块平均少施肥12.5%，产量没有下降。"),
            ("para", "平台还管调度。收割季节，哪里的麦子先熟、哪里的农机有空，平台自动配对，机手收到短信以后四小时内出发，空驶里程比前年减少了三分之一。"),
            ("para", "市农业农村局说，数据归谁所有、谁可以看、看了以后能做什么，都写进了管理办法；个人的记录默认只有本人能看，要给别人看须逐次同意。"),
        ]},
    ],
}


SHORT = {
    "title": "滨海短讯", "year": 2025, "number": 5, "publisher": "滨海市科技情报中心",
    "contents": [{"title": "港口试用无人集卡", "page": 1}, {"title": "市图书馆延长开放时间", "page": 2}],
    "articles": [
        {"title": "港口试用无人集卡", "blocks": [
            ("para", "滨海港五月试用六台无人集卡，在夜间把集装箱从码头运到堆场。试用一个月，没有发生碰撞，每箱用时与有人驾驶时相同。"),
            ("para", "港口说，下半年将增加到二十台，司机转去监控室，一人可以看管三台。"),
        ]},
        {"title": "市图书馆延长开放时间", "blocks": [
            ("para", "市图书馆六月起每天开放到晚上十点，自习区另设一百二十个座位，凭身份证就能预约。"),
        ]},
    ],
}


def issue_lines(issue):
    total = f"（总第{issue['total']}期）" if issue.get("total") else ""
    return f"{issue['year']}年第{issue['number']}期{total}"


def blocks(article):
    for block in article["blocks"]:
        kind, text = (block["kind"], block["text"]) if isinstance(block, dict) else block
        yield ("heading" if kind == "heading" else "para"), text


def colophon(issue):
    out = []
    if issue.get("editor"):
        out.append(f"编辑：{issue['editor']}")
    if issue.get("phone"):
        out.append(f"电话：{issue['phone']}")
    return out


# ---- text ------------------------------------------------------------------------------------

def text(issue):
    out = [issue["title"], "", issue_lines(issue), "", f"{issue['publisher']} 编辑", ""]
    for entry in issue["contents"]:
        out.append(f"★ {entry['title']}……{entry['page']}" if entry.get("page") else f"★ {entry['title']}")
    for article in issue["articles"]:
        out += ["", article["title"], ""]
        for _, words in blocks(article):
            out += [words, ""]
    return "\n".join(out + colophon(issue)) + "\n"


# ---- DOCX ------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            pack.writestr(info, data)
    return out.getvalue()


def run(words, size=None, bold=False):
    props = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size * 2}"/>' if size else "")
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{html.escape(words)}</w:t></w:r>'


def para(runs, style=None, centre=False, props=""):
    inner = (f'<w:pStyle w:val="{style}"/>' if style else "") + props + ('<w:jc w:val="center"/>' if centre else "")
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def docx(issue, columns=1, size=16, page=(11906, 16838), margin=1587, header=True, contents_tab=True, font="AR PL SungtiL GB"):
    width = page[0] - 2 * margin
    body = [
        para(run(issue["title"], 36, True), centre=True),
        para(run(issue_lines(issue)), centre=True),
        para(run(f"{issue['publisher']} 编辑"), centre=True),
    ]
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    for entry in issue["contents"]:
        line = run("★ " + entry["title"])
        if entry.get("page"):
            line += "<w:r><w:tab/></w:r>" + run(str(entry["page"]))
        body.append(para(line, props=tab + '<w:ind w:right="640"/>'))
    section = (f'<w:sectPr>{{}}<w:footerReference w:type="default" r:id="rId3"/>{{}}'
               f'<w:pgSz w:w="{page[0]}" w:h="{page[1]}"/>'
               f'<w:pgMar w:top="1440" w:right="{margin}" w:bottom="1440" w:left="{margin}" w:header="720" w:footer="720"/>'
               '<w:cols w:num="{}" w:space="480"/></w:sectPr>')
    head = '<w:headerReference w:type="default" r:id="rId4"/>' if header else ""
    if columns > 1:
        body.append(f"<w:p><w:pPr>{section.format(head, '', 1)}</w:pPr></w:p>")
    for nth, article in enumerate(issue["articles"]):
        pieces = article["title"].split(" ") if columns == 1 and article["title"].count(" ") == 1 else [article["title"]]
        runs = "<w:r><w:br/></w:r>".join(run(piece) for piece in pieces)
        breaks = "<w:pageBreakBefore/>" if nth == 0 and columns == 1 else ""
        body.append(para(runs, "Title1", props=breaks))
        for kind, words in blocks(article):
            body.append(para(run(words), "Heading" if kind == "heading" else "Body"))
    for words in colophon(issue):
        body.append(para(run(words)))
    end = '<w:type w:val="continuous"/>' if columns > 1 else ""
    body.append(section.format(head, end, columns))
    styles = (f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
              f'<w:sz w:val="{size * 2}"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
              '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:style>'
              f'<w:style w:type="paragraph" w:styleId="Title1"><w:name w:val="article title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="240" w:after="160"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size * 2 + 8}"/></w:rPr></w:style>'
              '<w:style w:type="paragraph" w:styleId="Heading"><w:name w:val="section"/><w:basedOn w:val="Body"/><w:rPr><w:b/></w:rPr></w:style>'
              f'<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="text"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="{size * 40}"/><w:jc w:val="both"/></w:pPr></w:style></w:styles>')
    footer = f'{HEAD}<w:ftr {W}>{para(run("— ") + "<w:r><w:fldChar w:fldCharType=%s/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=%s/></w:r>" % (chr(34) + "begin" + chr(34), chr(34) + "end" + chr(34)) + run(" —"), centre=True)}</w:ftr>'
    top = f'{HEAD}<w:hdr {W}>{para(run(issue["title"] + " " + issue_lines(issue), 10), centre=True)}</w:hdr>'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    return package({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{kind}{t}+xml"/>' for n, t in (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"), ("header1", "header"))) + "</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}styles" Target="styles.xml"/><Relationship Id="rId3" Type="{rel}footer" Target="footer1.xml"/><Relationship Id="rId4" Type="{rel}header" Target="header1.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": styles, "word/footer1.xml": footer, "word/header1.xml": top,
    })


# ---- HTML, EPUB ------------------------------------------------------------------------------

def web(issue):
    out = [f"<h1>{html.escape(issue['title'])}</h1>", f"<p class=issue>{issue_lines(issue)}</p>",
           f"<p class=issue>{html.escape(issue['publisher'])} 编辑</p>", "<ul>"]
    for entry in issue["contents"]:
        leader = f"……{entry['page']}" if entry.get("page") else ""
        out.append(f"<li>{html.escape(entry['title'])}{leader}</li>")
    out.append("</ul>")
    for article in issue["articles"]:
        out.append(f"<h2>{html.escape(article['title'])}</h2>")
        for kind, words in blocks(article):
            tag = "h3" if kind == "heading" else "p"
            out.append(f"<{tag}>{html.escape(words)}</{tag}>")
    out += [f"<p>{html.escape(words)}</p>" for words in colophon(issue)]
    return "\n".join(out)


def page(issue):
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{html.escape(issue['title'])}</title>
<style>body {{ font-family: "Noto Serif CJK SC"; }} p {{ text-indent: 2em; }} .issue {{ text-align: center; text-indent: 0; }} h1, h2 {{ text-align: center; }}</style>
<script>var menu = "导航";</script></head><body>
<nav><a href="/">首页</a> <a href="/news">新闻中心</a> <a href="/about">联系我们</a></nav>
<div id="content" class="article">
{web(issue)}
</div>
<footer><p>版权所有 未经许可不得转载</p></footer>
</body></html>
"""


def epub(issue):
    xhtml = f'<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{html.escape(issue["title"])}</title></head><body>{{}}</body></html>'
    one, two = web(issue).replace("<p class=issue>", '<p class="issue">').split("<h2>", 1)
    return package({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "book/content.opf": f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:jianbao:fixture</dc:identifier><dc:title>{html.escape(issue["title"])}</dc:title><dc:language>zh</dc:language></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="a" href="front.xhtml" media-type="application/xhtml+xml"/><item id="b" href="body.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        "book/nav.xhtml": xhtml.format('<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol><li><a href="front.xhtml">front</a></li></ol></nav>'),
        "book/front.xhtml": xhtml.format(one), "book/body.xhtml": xhtml.format("<h2>" + two),
    }, stored={"mimetype"})


# ---- fixed pages: OFD and a PDF whose fonts are not embedded ---------------------------------------

WIDTH, ROWS, EM = 28, 30, 5.0  # em a line, lines a page, millimetres an em


def rows(issue, narrow=WIDTH):
    """Pages of rows: (offset in em, size in em, bold, words); articles are `narrow` em wide."""
    out, measure = [[]], WIDTH

    def put(words, indent=0, size=1.0, bold=False, centre=False):
        left, width = words, measure / size
        first = True
        while left:
            room, take = width - (indent if first else 0), 0
            while take < len(left) and sum(0.5 if ord(c) < 0x2000 else 1 for c in left[:take + 1]) <= room:
                take += 1
            while take < len(left) and left[take] in "，。、；：”）》！？" and take > 1:
                take -= 1
            piece, left = left[:take], left[take:]
            if len(out[-1]) >= ROWS:
                out.append([])
            wide = sum(0.5 if ord(c) < 0x2000 else 1 for c in piece) * size
            at = (measure - wide) / 2 if centre else (indent if first else 0)
            out[-1].append((at, size, bold, piece))
            first = False

    put(issue["title"], size=2.0, bold=True, centre=True)
    put(issue_lines(issue), centre=True)
    put(f"{issue['publisher']} 编辑", centre=True)
    for entry in issue["contents"]:
        dots = "…" * max(2, WIDTH - 4 - len(entry["title"]))
        put(f"★{entry['title']}{dots if len(entry['title']) < WIDTH - 6 else '……'}{entry['page']}" if entry.get("page") else f"★{entry['title']}")
    out.append([])
    measure = narrow
    for article in issue["articles"]:
        for piece in article["title"].split(" "):
            put(piece, size=1.25, bold=True, centre=True)
        for kind, words in blocks(article):
            put(words, indent=2, bold=kind == "heading")
    for words in colophon(issue):
        put(words)
    return out


def ofd(issue):
    base = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts, refs, ids = {}, [], iter(range(100, 10 ** 6))
    for nth, page_rows in enumerate(rows(issue)):
        objects = []
        y = 30.0
        for at, size, bold, words in page_rows + [(12.5, 1.0, False, f"- {nth + 1} -")]:
            em = EM * size
            if words == f"- {nth + 1} -":
                y = 280.0
            widths = [em * (0.5 if ord(c) < 0x2000 else 1) for c in words]
            deltas = " ".join(f"{w:g}" for w in widths[:-1])
            weight = ' Weight="700"' if bold else ""
            objects.append(f'<ofd:TextObject ID="{next(ids)}" Boundary="{25 + at * EM:g} {y - em:g} {sum(widths):g} {em:g}" Font="3" Size="{em:g}"{weight}>'
                           f'<ofd:TextCode X="0" Y="{em * 0.88:g}" DeltaX="{deltas}">{html.escape(words)}</ofd:TextCode></ofd:TextObject>')
            y += max(em, EM) * 1.6
        parts[f"Doc_0/Pages/Page_{nth}/Content.xml"] = f'{HEAD}<ofd:Page {base}><ofd:Content><ofd:Layer ID="{next(ids)}">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        refs.append(f'<ofd:Page ID="{nth + 10}" BaseLoc="Pages/Page_{nth}/Content.xml"/>')
    parts["OFD.xml"] = f'{HEAD}<ofd:OFD {base} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    parts["Doc_0/Document.xml"] = f'{HEAD}<ofd:Document {base}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{"".join(refs)}</ofd:Pages></ofd:Document>'
    parts["Doc_0/PublicRes.xml"] = f'{HEAD}<ofd:Res {base} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>'
    return package(parts)


def plain_pdf(issue, encoding, columns=1):
    """A PDF with STSong-Light, which is not embedded, in `GBK-EUC-H` or `UniGB-UCS2-H`."""
    pages = rows(issue, WIDTH if columns == 1 else 13)
    if columns == 2:
        # Two of the narrow pages side by side; the masthead stands on a page of its own.
        pages = pages[:1] + [pages[n] + [(at + 15, *rest) for at, *rest in (pages[n + 1] if n + 1 < len(pages) else [])]
                             for n in range(1, len(pages), 2)]
    coded = (lambda s: s.encode("gbk")) if encoding == "GBK-EUC-H" else (lambda s: s.encode("utf-16-be"))
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for base, name in ((3, "STSong-Light"), (6, "STSong-Light,Bold")):
        objects[base] = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}/DescendantFonts[{base + 1} 0 R]>>".encode()
        objects[base + 1] = f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500 7716[500]]/FontDescriptor {base + 2} 0 R>>".encode()
        objects[base + 2] = f"<</Type/FontDescriptor/FontName/{name}/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>".encode()
    kids = []
    for nth, page_rows in enumerate(pages):
        out, y, count = [], 740.0, 0
        for at, size, bold, words in page_rows + [(12.5, 1.0, False, f"- {nth + 1} -")]:
            if words == f"- {nth + 1} -":
                y = 40.0
            elif count == ROWS:
                y = 740.0
            count += 1
            out.append(f"BT /F{2 if bold else 1} {14 * size:g} Tf {100 + at * 14:g} {y:g} Td <{coded(words).hex()}> Tj ET")
            y -= 22 * max(1, size)
        stream = "\n".join(out).encode()
        content, leaf = 10 + 2 * nth, 11 + 2 * nth
        objects[content] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream)
        objects[leaf] = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>/Contents {content} 0 R>>".encode()
        kids.append(f"{leaf} 0 R")
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return pdf_of(objects)


def pdf_of(objects):
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.4\n")
    for number in sorted(objects):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    start, top = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % top)
    for number in range(1, top):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (top, start))
    return out.getvalue()


def scan(pdf, work, pages=2, dpi=170):
    """The first pages of `pdf` as pictures in black and white and nothing else."""
    subprocess.run(["pdftoppm", "-mono", "-r", str(dpi), "-l", str(pages), pdf, work / "scan"], check=True)
    objects, kids = {1: b"<</Type/Catalog/Pages 2 0 R>>"}, []
    for nth, picture in enumerate(sorted(work.glob("scan*.pbm"))):
        _, sizes, bits = picture.read_bytes().split(b"\n", 2)
        data = zlib.compress(bits, 9)
        image, content, leaf = 3 + 3 * nth, 4 + 3 * nth, 5 + 3 * nth
        objects[image] = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (*map(int, sizes.split()), len(data), data)
        words = b"q 595 0 0 842 0 0 cm /I Do Q"
        objects[content] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(words), words)
        objects[leaf] = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I {image} 0 R>>>>/Contents {content} 0 R>>".encode()
        kids.append(f"{leaf} 0 R")
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return pdf_of(objects)


# ---- the programs ----------------------------------------------------------------------------

def soffice(source, kind, out, home):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", kind, "--outdir", str(out), str(source)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


LOCKED = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"binhai"}}'


def make(issue, out, small=False):
    out.mkdir(parents=True, exist_ok=True)
    (out / "issue.txt").write_text(text(issue))
    (out / "issue.docx").write_bytes(docx(issue))
    (out / "issue.html").write_text(page(issue))
    (out / "issue.epub").write_bytes(epub(issue))
    (out / "issue.ofd").write_bytes(ofd(issue))
    (out / "gbk.pdf").write_bytes(plain_pdf(issue, "GBK-EUC-H"))
    (out / "ucs2.pdf").write_bytes(plain_pdf(issue, "UniGB-UCS2-H"))
    (out / "narrow.pdf").write_bytes(plain_pdf(issue, "GBK-EUC-H", columns=2))
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        home, two, short = work / "home", work / "columns.docx", work / "locked.docx"
        soffice(out / "issue.docx", "doc", out, home)
        soffice(out / "issue.docx", "pdf", out, home)
        # The embedded font is most of a file: one with few characters is small.
        short.write_bytes(docx(SHORT))
        soffice(short, LOCKED, out, home)
        soffice(short, "pdf", work, home)
        (out / "scan.pdf").write_bytes(scan(work / "locked.pdf", work))
        soffice(out / "issue.docx", "html:HTML (StarWriter)", work, home)
        shutil.copy(work / "issue.html", out / "writer.html")
        (out / "several.zip").write_bytes(package({"a/issue.docx": docx(issue), "短讯.txt": text(SHORT), "note.md": "no bulletin\n"}))
        if small:
            return
        two.write_bytes(docx(issue, columns=2, size=11))
        soffice(two, "pdf", out, home)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out / 'web.pdf'}", f"file://{(out / 'issue.html').resolve()}"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--issue"]:
        make(json.load(open(sys.argv[2])), pathlib.Path(sys.argv[3]))
    else:
        make(ISSUE, pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FILES, small=True)
