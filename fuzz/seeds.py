#!/usr/bin/env python3
"""Seeds for the fuzz targets, from the fixtures of the tests.

    seeds.py OUT        OUT/TARGET/… ; small pieces, since what is short is tried more often
"""

import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ROOT / "tests" / "files"
OUT = pathlib.Path(sys.argv[1])


def put(target, name, data):
    folder = OUT / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def parts(path, names):
    with zipfile.ZipFile(path) as pack:
        there = set(pack.namelist())
        return [pack.read(name) if name in there else b"" for name in names]


text = (FILES / "issue.txt").read_text()
head = text[:text.index("★")]
put("text", "whole", text)
put("text", "gbk", text.encode("gb18030"))
put("text", "utf16", b"\xff\xfe" + text.encode("utf-16-le"))
for nth, small in enumerate((
    "滨海简报\n2025年第4期\n\n★ 甲区建成实验室……2\n\n甲区建成实验室\n\n一句话就说完了。\n",
    "滨海简报\n第4期（总第28期）\n2025年4月\n目 录\n一、甲……1\n二、乙……2\n\n## 甲\n\n一是某事，\n- 2 -\n而后某事。\n\n**乙**\n\n（一）丙\n\n丁。\n编辑：王芳\n",
    head + "题目一\n\n　　第一段的文字没有\n写完。\n　　第二段。\n",
)):
    put("text", f"small-{nth}", small)

put("docx", "issue", b"\1".join(parts(FILES / "issue.docx", ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"))))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
rels = f'<Relationships><Relationship Id="a" Type="{REL}styles" Target="styles.xml"/><Relationship Id="b" Type="{REL}numbering" Target="numbering.xml"/></Relationships>'
words = ("滨海简报", "2025年第4期", "甲区建成实验室", "一句话就说完了。")
paras = "".join(f'<w:p><w:pPr><w:pStyle w:val="T"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t>{word}</w:t><w:tab/><w:br/></w:r></w:p>' for word in words)
put("docx", "small", "\1".join((
    f"<w:document {W}><w:body>{paras}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/><w:basedOn w:val="T"/><w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr></w:style></w:styles>',
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
    rels)))

names = ("Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml", "OFD.xml")
put("ofd", "issue", b"\1".join(parts(FILES / "issue.ofd", names)))
O = 'xmlns:ofd="http://www.ofdspec.org/2016"'
texts = "".join(f'<ofd:TextObject ID="{n}" Boundary="25 {20 + 9 * n} 90 5" Font="3" Size="5" Weight="700" CTM="1 0 0 1 0 0"><ofd:TextCode X="0" Y="4" DeltaX="g {len(word) - 1} 5">{word}</ofd:TextCode></ofd:TextObject>' for n, word in enumerate(words))
put("ofd", "small", "\1".join((
    f"<ofd:Page {O}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>{texts}</ofd:Layer></ofd:Content></ofd:Page>",
    f'<ofd:Document {O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
    f'<ofd:Res {O}><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>',
    f"<ofd:OFD {O}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")))

put("html", "writer", (FILES / "writer.html").read_bytes())
put("html", "issue", (FILES / "issue.html").read_bytes())
put("html", "small", "<!DOCTYPE html><body><h1>滨海简报</h1><p>2025年第4期<ul><li>甲区建成实验室……2</ul><h2>甲区建成实验室</h2><p>一句话就说完了。<p style='text-indent:2em'><b>乙</b><table><tr><td>格</table></body>")

for nth, query in enumerate(("实验室", "“一网三库” -补助", "year:2024..2025 海州 OR 白沙", "title:实验室 region:海州", "/第[一二]期?/", "sys 共享", "(甲 乙) NOT 丙", '"5亿" amount:>1亿', "is:unread tag:重点")):
    put("query", f"{nth}", query)

put("marks", "whole", '''# mine
format = 1
issue = "bhjb-2025-04"
mine = "stays"

[[bookmarks]]
id = "b1"
article = 1
name = "甲"

[[highlights]]
id = "h1"
kind = "figure"
article = 2
quote = "增长15.5%"
colour = "unknown"

[[notes]]
text = """
两行
"""
on = "h1"
tags = "重点，实验室"
created = 2025-04-01T08:00:00Z

[marks.a]
article = 5
''')
for path in sorted((ROOT / "tests").glob("**/*.toml")):
    data = path.read_bytes()
    if len(data) < 4000:
        put("config", path.name, data)
        put("marks", path.name, data)
put("config", "small", '[reading]\nmeasure = 38\ntheme = "paper"\n[keys]\n"j" = "scroll-down"\n[themes.mine]\ntext = "#112233"\n')
put("config", "briefing", '''format = 1
[cover]
unit = "某所"
date = 2025-04-21
number = 3
[[excerpts]]
id = "e1"
article_title = "甲"
paragraphs = ["一二三。四五六。"]
hidden = ["1.2"]
comments = [{ text = "再核", mine = 1 }]
[[excerpts]]
paragraphs = "只有一段"
''')
put("issue", "small", '''format = 1
id = "bhjb-2025-04"
title = "滨海简报"
year = 2025
number = 4
[[contents]]
title = "甲"
page = 2
article = 1
[[articles]]
title = "甲"
[[articles.blocks]]
paragraph = "一句。"
[[articles.blocks]]
heading = "乙"
page = 3
''')
put("issue", "text", "滨海简报\n2025年第4期\n")
