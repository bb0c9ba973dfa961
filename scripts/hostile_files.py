"""Hostile files for scripts/hostile.py: made to harm whoever opens them, or damaged.

`files()` gives (name, format, what is wrong, bytes); `special(folder)` puts down what is no plain
file; `mutations(...)` damages good files, the same ones for the same seed.
"""

import io
import os
import random
import socket
import struct
import zipfile
import zlib

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELS = (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>')
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MEBI = 1 << 20


def repeated(block, times, wrap, before=b"", after=b""):
    """`times` times a block, deflated, without packing it more than once: after a full flush a
    packed block stands alone and can be put down again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wrap)
    out = [packer.compress(before), packer.flush(zlib.Z_FULL_FLUSH)]
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    out += [once * times, packer.compress(after), packer.flush()]
    return b"".join(out)


def deflated_zeros(size, byte=b"\0", before=b"", after=b""):
    """`size` times a byte, deflated, with its checksum and its length."""
    block, times = byte * MEBI, size // MEBI
    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    packed = repeated(block, times, -15, before, after)
    return packed, zlib.crc32(after, crc), len(before) + times * MEBI + len(after)


def raw_zip(entries):
    """A ZIP of (name, method, flags, crc, said compressed size, said size, data, offset or None)."""
    out, directory = bytearray(), bytearray()
    for name, method, flags, crc, packed, size, data, offset in entries:
        name = name if isinstance(name, bytes) else name.encode()
        at = len(out) if offset is None else offset
        common = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, crc, packed & 0xFFFFFFFF,
                             size & 0xFFFFFFFF, len(name), 0)
        if offset is None:
            out += b"PK\3\4" + common + name + data
        directory += b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    count = len(entries)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, min(count, 65535), min(count, 65535), len(directory), len(out), 0)
    return bytes(out + directory + end)


def entry(name, data, method=8, flags=0, size=None, crc=None):
    packed = data
    if method == 8:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
    return (name, method, flags, zlib.crc32(data) if crc is None else crc, len(packed),
            len(data) if size is None else size, packed, None)


def stored(parts):
    return raw_zip([entry(name, data if isinstance(data, bytes) else data.encode()) for name, data in parts.items()])


def docx(document, **more):
    parts = {"_rels/.rels": RELS, "word/document.xml": document}
    parts.update({name.replace("__", "/").replace("_xml", ".xml"): part for name, part in more.items()})
    return stored(parts)


def body(inner):
    return f"{HEAD}<w:document {W}><w:body>{inner}</w:body></w:document>"


def para(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


MASTHEAD = para("滨海科技简报") + para("2025年第4期") + para("滨海市科技情报中心 编辑")


def ofd(page, document=None, root=None):
    parts = {
        "OFD.xml": root or f'{HEAD}<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": document or f'{HEAD}<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/P.xml": page,
    }
    return stored(parts)


def ofd_page(inner):
    return f"{HEAD}<ofd:Page {OFD}><ofd:Content><ofd:Layer>{inner}</ofd:Layer></ofd:Content></ofd:Page>"


def epub(opf=None, chapter="<p>2025年第4期</p>", container=None):
    return stored({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container or '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "a.opf": opf or '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f'{HEAD}<html xmlns="http://www.w3.org/1999/xhtml"><body>{chapter}</body></html>',
    })


LAUGHS = "<!DOCTYPE x [<!ENTITY a \"ha\">" + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(10)) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


# ---- PDF -------------------------------------------------------------------------------------

def pdf(objects, root=1, trailer="", version=b"%PDF-1.7\n"):
    out, places = bytearray(version), {}
    for number, data in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + (data if isinstance(data, bytes) else data.encode()) + b"\nendobj\n"
    at, last = len(out), max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += f"trailer\n<</Size {last + 1}/Root {root} 0 R{trailer}>>\nstartxref\n{at}\n%%EOF\n".encode()
    return bytes(out)


def stream(data, more="", length=None):
    return f"<<{more}/Length {len(data) if length is None else length}>>\nstream\n".encode() + data + b"\nendstream"


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content, resources="/Font<</F 5 0 R>>", box="0 0 595 842", **more):
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<<{resources}>>/Contents 4 0 R>>",
               4: content if b"endstream" in content else stream(content), 5: FONT}
    objects.update({int(key[1:]): value for key, value in more.items()})
    return pdf(objects)


def zlib_bomb(size, unit=b" "):
    """`size` bytes of a unit that repeats, for /FlateDecode. Its checksum is not the right one:
    nobody who reads a PDF minds."""
    return repeated(unit * (MEBI // len(unit)), size // MEBI, 15)


HELLO = b"BT /F 12 Tf 72 700 Td (2025 4) Tj ET"


def pdfs():
    bomb = zlib_bomb(900 * MEBI)
    yield "flate-bomb", "900 MiB of spaces on a page", one_page(stream(bomb, "/Filter/FlateDecode"))
    yield "flate-twice", "900 MiB deflated twice", one_page(stream(zlib.compress(bomb, 9), "/Filter[/FlateDecode/FlateDecode]"))
    yield "operators", "60 million operators", one_page(stream(zlib_bomb(120 * MEBI, b"q "), "/Filter/FlateDecode"))
    yield "glyphs", "9 million glyphs", one_page(stream(repeated(b"(aaaaaaaaa) Tj " * 10_000, 100, 15, b"BT /F 1 Tf ", b"ET"), "/Filter/FlateDecode"))
    yield "paths", "ten million curves without a start", one_page(stream(zlib_bomb(140 * MEBI, b"1 2 3 4 5 6 c "), "/Filter/FlateDecode"))
    yield "pages-loop", "a page tree that holds itself", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"})
    yield "pages-double", "a page tree that doubles 40 times", pdf({1: "<</Type/Catalog/Pages 2 0 R>>"} | {n: f"<</Type/Pages/Kids[{n + 1} 0 R {n + 1} 0 R]/Count 2>>" for n in range(2, 42)} | {42: "<</Type/Page/MediaBox[0 0 9 9]>>"})
    yield "pages-parents", "a parent that is its own child", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Parent 3 0 R/Kids[3 0 R]/Count 1>>", 3: "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"})
    yield "page-count", "2,147,483,647 pages said", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", 3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"})
    yield "page-many", "100,000 pages, all the same", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>", 3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", 4: stream(HELLO)})
    yield "array-deep", "arrays 500,000 deep", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "[" * 500_000})
    yield "dict-deep", "dictionaries 200,000 deep", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</A" * 200_000})
    yield "content-deep", "arrays 500,000 deep on a page", one_page(b"[" * 500_000 + b"] TJ")
    yield "save-deep", "500,000 graphics states", one_page(b"q " * 500_000 + HELLO)
    yield "reference-loop", "an object that is a reference to itself", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "2 0 R"})
    yield "length-loop", "a length that is the stream itself", one_page(b"<</Length 4 0 R>>\nstream\n" + HELLO + b"\nendstream")
    yield "length-huge", "a stream of 2^31 bytes said", one_page(stream(HELLO, length=2 ** 31))
    yield "length-negative", "a stream of -5 bytes said", one_page(stream(HELLO, length=-5))
    yield "xref-loop", "an older table that is the same table", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 0>>"}, trailer="/Prev 9")
    good = one_page(HELLO)
    at = good.rindex(b"startxref")
    table = int(good[at + 10:].split()[0])
    yield "xref-self", "an older table that is this one", good[:at].replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % table) + good[at:]
    yield "xref-count", "two thousand million objects said", good.replace(b"xref\n0 6", b"xref\n0 2000000000")
    yield "xref-stream", "a table with columns of 2^31 bytes", b"%PDF-1.7\n1 0 obj\n" + stream(zlib.compress(b"\0" * 100), "/Type/XRef/W[2147483647 2147483647 2147483647]/Size 2147483647/Root 1 0 R/Filter/FlateDecode") + b"\nendobj\nstartxref\n9\n%%EOF"
    yield "object-stream", "an object stream inside itself", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: stream(b"2 0 <</Type/Pages>>", "/Type/ObjStm/N 99999999/First 4/Extends 2 0 R")})
    yield "no-xref", "no table at all", good[:good.rindex(b"xref\n0")]
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>"
    yield "form-loop", "a form that draws itself", one_page(b"/X Do", "/XObject<</X 6 0 R>>", o6=stream(b"/X Do /X Do", form))
    yield "form-double", "forms that draw the next one twice, 40 deep", one_page(b"/X Do", "/XObject<</X 6 0 R>>", **{f"o{n}": stream(b"/X Do /X Do", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 1} 0 R>>>>") for n in range(6, 46)}, o46=stream(HELLO, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"))
    yield "type3-loop", "a glyph that shows itself", one_page(HELLO, o5="<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[]/Encoding<</Differences[32/a 50/a 52/a 53/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>", o6=stream(b"BT /F 1 Tf (2222) Tj ET"))
    composite = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding {}/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>"
    cid = "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
    cmap = b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange %s endcmap"
    ranges = b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"
    yield "cmap-range", "a map of four thousand million characters", one_page(HELLO, o5=composite.format("/Identity-H"), o6=stream(cmap % ranges), o7=cid)
    yield "cmap-many", "a map of 500,000 ranges", one_page(HELLO, o5=composite.format("/Identity-H"), o6=stream(zlib.compress(cmap % (b"100 beginbfrange " + b"<0000> <ffff> <4e00>\n" * 500_000 + b"endbfrange")), "/Filter/FlateDecode"), o7=cid)
    yield "cmap-loop", "a map that uses itself", one_page(HELLO, o5=composite.format("6 0 R"), o6=stream(b"/A usecmap begincmap endcmap", "/Type/CMap/CMapName/A/UseCMap 6 0 R"), o7=cid)
    yield "widths", "widths of 2^31 characters", one_page(HELLO, o5=composite.format("/Identity-H"), o6=stream(cmap % b""), o7=cid.replace(">>>>", ">>/W[0 2147483647 500]/DW 1e300>>"))
    yield "image-size", "a picture of 100,000 by 100,000", one_page(b"/X Do", "/XObject<</X 6 0 R>>", o6=stream(b"\0" * 100, "/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"))
    yield "image-bomb", "a picture of 700 MiB", one_page(b"/X Do", "/XObject<</X 6 0 R>>", o6=stream(zlib_bomb(700 * MEBI, b"\0"), "/Type/XObject/Subtype/Image/Width 27000/Height 27000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"))
    for kind in ("JBIG2Decode", "JPXDecode", "DCTDecode", "CCITTFaxDecode"):
        data = random.Random(kind).randbytes(5000)
        yield f"image-{kind[:4].lower()}", f"noise as {kind}", one_page(b"/X Do", "/XObject<</X 6 0 R>>", o6=stream(data, f"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/{kind}"))
    for kind in ("LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"):
        yield f"filter-{kind[:-6].lower()}", f"5 MiB of noise as {kind}", one_page(stream(random.Random(kind).randbytes(5 * MEBI), f"/Filter/{kind}"))
    yield "filter-chain", "a thousand filters", one_page(stream(zlib.compress(HELLO), "/Filter[" + "/FlateDecode" * 1000 + "]"))
    yield "predictor", "rows of 2^31 columns", one_page(stream(zlib.compress(HELLO * 100), "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99999/BitsPerComponent 32>>"))
    yield "tiling", "a pattern of 10^12 tiles", one_page(b"/Pattern cs /P scn 0 0 100000 100000 re f", "/Pattern<</P 6 0 R>>", o6=stream(b"0 0 1 1 re f", "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Resources<</Pattern<</P 6 0 R>>>>"))
    yield "shading", "a function that is made of itself", one_page(b"/S sh", "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]/Function 6 0 R>>>>", o6="<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>")
    yield "colour-loop", "a colour space made of itself", one_page(b"/C cs 1 scn 0 0 9 9 re f", "/ColorSpace<</C 6 0 R>>", o6="[/Indexed 6 0 R 255 (a)]")
    yield "box-nan", "a page of 1e38 points", one_page(HELLO, box="-1e38 -1e38 1e38 1e38")
    yield "box-none", "a page without size", one_page(HELLO, box="0 0 0 0")
    yield "matrix", "text scaled by 1e30", one_page(b"1e30 0 0 1e30 0 0 cm BT /F 1e30 Tf 1e30 0 0 1e30 1e30 1e30 Tm (2025) Tj ET")
    yield "font-file", "a font of noise", one_page(HELLO, o5="<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 255/Widths[]/FontDescriptor 6 0 R>>", o6="<</Type/FontDescriptor/FontName/A/FontFile2 7 0 R>>", o7=stream(b"\0\1\0\0\0\x20" + random.Random(7).randbytes(50_000)))
    yield "encrypted", "an encryption that does not exist", pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 0>>", 3: "<</Filter/Standard/V 99/R 99/O()/U()/P -1/Length 999999>>"}, trailer="/Encrypt 3 0 R/ID[(a)(a)]")
    yield "header", "eight bytes", b"%PDF-1.7"
    yield "noise", "noise after the header", b"%PDF-1.7\n" + random.Random(1).randbytes(2 * MEBI)
    yield "comments", "32 MiB of comments", b"%PDF-1.7\n" + b"%\n" * (16 * MEBI)
    yield "objects", "a million empty objects", b"%PDF-1.7\n" + b"".join(b"%d 0 obj null endobj\n" % n for n in range(1_000_000)) + b"trailer<</Root 1 0 R>>"
    yield "objects-open", "300,000 objects that do not end", b"%PDF-1.7\n" + b"1 0 obj<<" * 300_000


# ---- containers ------------------------------------------------------------------------------

def docxs(zeros):
    packed, crc, size = zeros
    lie = lambda said: raw_zip([entry("_rels/.rels", RELS.encode()), ("word/document.xml", 8, 0, crc, len(packed), said, packed, None)])
    yield "bomb", "1 GiB of zeros", lie(size)
    yield "bomb-lie", "1 GiB that says it is 10 bytes", lie(10)
    opened = f"{HEAD}<w:document {W}><w:body>{MASTHEAD}<w:p><w:r><w:t>".encode()
    text, text_crc, text_size = deflated_zeros(60 * MEBI, b"a", opened, b"</w:t></w:r></w:p></w:body></w:document>")
    yield "bomb-text", "60 MiB of text", raw_zip([entry("_rels/.rels", RELS.encode()), ("word/document.xml", 8, 0, text_crc, len(text), text_size, text, None)])
    yield "size-huge", "10 bytes that say they are 4 GiB", raw_zip([entry("_rels/.rels", RELS.encode()), entry("word/document.xml", b"<w:p/>", size=0xFFFFFFFE)])
    yield "crc", "a checksum that is wrong", raw_zip([entry("_rels/.rels", RELS.encode()), entry("word/document.xml", body(MASTHEAD).encode(), crc=1)])
    yield "method", "a way of packing that does not exist", raw_zip([entry("_rels/.rels", RELS.encode()), entry("word/document.xml", body(MASTHEAD).encode(), method=77)])
    yield "encrypted", "a part that says it is encrypted", raw_zip([entry("_rels/.rels", RELS.encode()), entry("word/document.xml", body(MASTHEAD).encode(), flags=1)])
    yield "deep", "elements 300,000 deep", docx(body("<w:p>" * 300_000))
    yield "deep-tables", "tables 5,000 deep", docx(body("<w:tbl><w:tr><w:tc>" * 5_000 + para("a") + "</w:tc></w:tr></w:tbl>" * 5_000))
    yield "laughs", "entities that multiply", docx(HEAD + LAUGHS + f"<w:document {W}><w:body>{para('&k;')}</w:body></w:document>")
    yield "entity", "an entity that names /etc/passwd", docx(HEAD + OUTSIDE + f"<w:document {W}><w:body>{para('&a;')}</w:body></w:document>")
    yield "entity-rels", "the same in the relationships", stored({"_rels/.rels": HEAD + OUTSIDE + RELS[len(HEAD):], "word/document.xml": body(MASTHEAD)})
    yield "outside", "a main part outside", stored({"_rels/.rels": RELS.replace("word/document.xml", "../../../../etc/passwd")})
    yield "remote", "a main part on the network", stored({"_rels/.rels": RELS.replace('Target="word', 'TargetMode="External" Target="http://example.invalid/word')})
    yield "main-loop", "a main part that is the relationships", stored({"_rels/.rels": RELS.replace("word/document.xml", "_rels/.rels")})
    loop = "".join(f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 50000}"/></w:style>' for n in range(50_000))
    yield "style-loop", "50,000 styles in a circle", docx(body(MASTHEAD + '<w:p><w:pPr><w:pStyle w:val="S1"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' * 2000), word__styles_xml=f"{HEAD}<w:styles {W}>{loop}</w:styles>", word___rels__document_xml="x")
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{REL}styles" Target="styles.xml"/><Relationship Id="b" Type="{REL}numbering" Target="numbering.xml"/></Relationships>'
    chain = "".join(f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>' for n in range(50_000))
    yield "style-chain", "a chain of 50,000 styles", stored({"_rels/.rels": RELS, "word/document.xml": body(MASTHEAD + "".join(f'<w:p><w:pPr><w:pStyle w:val="S{n}"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' for n in range(2000))), "word/_rels/document.xml.rels": rels, "word/styles.xml": f"{HEAD}<w:styles {W}>{chain}</w:styles>"})
    yield "number", "numbers of 2^31 and a level of 10^9", stored({"_rels/.rels": RELS, "word/document.xml": body(MASTHEAD + '<w:p><w:pPr><w:numPr><w:ilvl w:val="1000000000"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' * 50), "word/_rels/document.xml.rels": rels, "word/numbering.xml": f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="1000000000"><w:start w:val="4294967295"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{"%9" * 50_000}"/></w:lvl><w:lvl w:ilvl="0"><w:start w:val="-1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'})
    yield "roman", "the number 4,294,967,295 in Roman letters", stored({"_rels/.rels": RELS, "word/document.xml": body(MASTHEAD + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' * 500), "word/_rels/document.xml.rels": rels, "word/numbering.xml": f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4294967200"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'})
    yield "attribute", "an attribute of 30 MiB", docx(body(f'<w:p a="{"a" * (30 * MEBI)}">a</w:p>'))
    yield "attributes", "an element of 500,000 attributes", docx(body("<w:p " + " ".join(f'a{n}="1"' for n in range(500_000)) + "/>"))
    yield "paragraphs", "a million empty paragraphs", docx(body(MASTHEAD + "<w:p/>" * 1_000_000))
    yield "titles", "100,000 paragraphs in the form of titles", docx(body(MASTHEAD + "".join(para(f"第{n}件事情的题目") for n in range(100_000))))
    yield "unfinished", "XML that stops in a name", docx(body(MASTHEAD)[:-40])
    yield "not-utf8", "XML that is not UTF-8", docx(body(MASTHEAD).encode() + b"\xff\xfe\xff")
    yield "utf16", "XML in UTF-16, cut in a character", docx(b"\xff\xfe" + body(MASTHEAD).encode("utf-16-le")[:-1])
    yield "controls", "escape sequences and a title of them", docx(body(para("滨海\u009b31m科技\u202e简报\u0085") + para("2025年第4期") + para("\ufffe\u0007\u001b".replace("\u001b", "").replace("\u0007", "")) + para("一个题目\u2066") + para("正文一句话，写得长一些，免得被当作题目。")))
    yield "empty", "nothing but the container", stored({"word/document.xml": ""})
    yield "missing", "no main part", stored({"_rels/.rels": RELS, "word/styles.xml": "<a/>"})
    yield "twice", "the main part twice", raw_zip([entry("_rels/.rels", RELS.encode()), entry("word/document.xml", body("").encode()), entry("word/document.xml", body(MASTHEAD).encode())])


def ofds(zeros):
    packed, crc, size = zeros
    yield "bomb", "1 GiB of zeros", raw_zip([("OFD.xml", 8, 0, crc, len(packed), size, packed, None)])
    yield "deep", "elements 300,000 deep", ofd(ofd_page("<ofd:Layer>" * 300_000))
    yield "laughs", "entities that multiply", ofd(HEAD + LAUGHS + ofd_page("&k;")[len(HEAD):])
    yield "root-entity", "an entity that names /etc/passwd", ofd(ofd_page(""), root=HEAD + OUTSIDE + f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>&a;</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
    yield "self", "a document that is the root", ofd(ofd_page(""), root=f"{HEAD}<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>OFD.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
    yield "outside", "a document outside", ofd(ofd_page(""), root=f"{HEAD}<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>/../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
    many = f'{HEAD}<ofd:Document {OFD}><ofd:Pages>{"<ofd:Page ID=%s BaseLoc=%s/>" % (chr(34) + "1" + chr(34), chr(34) + "P.xml" + chr(34)) * 200_000}</ofd:Pages></ofd:Document>'
    yield "pages", "200,000 pages, all the same", ofd(ofd_page(""), document=many)
    large = ofd_page(f'<ofd:TextObject Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="0">{"a" * MEBI}</ofd:TextCode></ofd:TextObject>')
    yield "pages-text", "20 GiB of text by repetition of a page", ofd(large, document=many)
    yield "templates", "200,000 pages with templates in a circle", ofd(ofd_page(""), document=many.replace("<ofd:Pages>", '<ofd:CommonData><ofd:TemplatePage ID="1" BaseLoc="P.xml"/></ofd:CommonData><ofd:Pages>'))
    repeat = lambda delta: ofd_page(f'<ofd:TextObject Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="0" DeltaX="{delta}">2025年第4期</ofd:TextCode></ofd:TextObject>')
    yield "delta", "a distance repeated four thousand million times", ofd(repeat("g 4294967295 1"))
    yield "delta-many", "a distance repeated a thousand million times, a thousand times", ofd(repeat("g 999999999 1 " * 1000))
    yield "delta-nan", "distances that are no numbers", ofd(repeat("NaN inf -inf 1e999 g g g -5 x"))
    yield "size", "letters of 1e38 millimetres", ofd(ofd_page('<ofd:TextObject CTM="1e30 0 0 1e30 1e30 1e30" Boundary="1e38 NaN -1e38 9" Size="1e38"><ofd:TextCode X="1e38" Y="nan">2025年第4期</ofd:TextCode></ofd:TextObject>'))
    yield "objects", "300,000 texts at one place", ofd(ofd_page('<ofd:TextObject Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="0">字</ofd:TextCode></ofd:TextObject>' * 300_000))
    yield "missing", "no document", stored({"OFD.xml": f'{HEAD}<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>a.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'})


def epubs(zeros):
    packed, crc, size = zeros
    yield "bomb", "1 GiB of zeros", raw_zip([entry("mimetype", b"application/epub+zip", method=0), ("META-INF/container.xml", 8, 0, crc, len(packed), size, packed, None)])
    yield "deep", "elements 300,000 deep", epub(chapter="<div>" * 300_000)
    yield "laughs", "entities that multiply", epub(opf=HEAD + LAUGHS + "<package>&k;</package>")
    spine = '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>' + '<itemref idref="a"/>' * 200_000 + "</spine></package>"
    yield "spine", "one chapter 200,000 times", epub(opf=spine)
    yield "spine-text", "a chapter of 1 MiB 200,000 times", epub(opf=spine, chapter="<p>" + "字" * 350_000 + "</p>")
    yield "outside", "a chapter outside", epub(opf=spine.replace("a.xhtml", "../../../etc/passwd"))
    yield "container-loop", "a container that is its own book", epub(container='<container><rootfiles><rootfile full-path="META-INF/container.xml"/></rootfiles></container>')
    yield "empty", "no book", stored({"mimetype": "application/epub+zip"})


def zips(zeros, good_text):
    packed, crc, size = zeros
    yield "bomb", "eight times 1 GiB of zeros", raw_zip([(f"{n}.txt", 8, 0, crc, len(packed), size, packed, None) for n in range(8)])
    overlap = [("0.txt", 8, 0, crc, len(packed), size, packed, None)] + [(f"{n}.txt", 8, 0, crc, len(packed), size, b"", 0) for n in range(1, 3000)]
    yield "overlap", "3,000 GiB in one megabyte: entries that overlap", raw_zip(overlap)
    yield "entries", "60,000 entries", raw_zip([entry(f"{n}.txt", b"", method=0) for n in range(60_000)])
    inner = stored({"a.txt": good_text})
    for _ in range(12):
        inner = stored({"a.zip": inner})
    yield "nested", "archives twelve deep", inner
    wide = stored({f"{n}.txt": "x" for n in range(16)})
    for _ in range(3):
        wide = stored({f"{n}.zip": wide for n in range(16)})
    yield "nested-wide", "65,536 files in archives in archives", wide
    loop = one_page(stream(zlib_bomb(900 * MEBI), "/Filter/FlateDecode"))
    yield "pdf-bombs", "twelve PDF bombs", stored({f"{n}.pdf": loop for n in range(12)})
    yield "pdf-broken", "4,000 broken PDFs", stored({f"{n}.pdf": b"%PDF-1.7\nnoise" for n in range(4_000)})
    yield "names", "names that lead outside, hidden names, escape sequences", stored({"../../../tmp/a.txt": good_text, "/etc/a.txt": good_text, "a\x1b[31m\x07\n\u202e.txt": "x", "C:\\a.txt": "x", "": "x", "." * 60_000: "x"})
    link = raw_zip([entry("a.txt", b"/etc/passwd", method=0)])
    at = link.rindex(b"PK\1\2")
    yield "link", "an entry that says it is a link", link[:at + 5] + b"\3" + link[at + 6:at + 38] + struct.pack("<I", 0o120777 << 16) + link[at + 42:]
    yield "end-only", "only the end of a directory", b"PK\5\6" + b"\0" * 18
    yield "zip64", "a directory at 2^63", b"PK\3\4" + b"\0" * 26 + b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 2 ** 63, 2 ** 63, 2 ** 63, 2 ** 63) + b"PK\6\7" + struct.pack("<IQI", 0, 30, 1) + b"PK\5\6" + b"\xff" * 16 + b"\0\0"
    yield "start-only", "only the start of an entry", b"PK\3\4"


# ---- DOC -------------------------------------------------------------------------------------

def docs(good):
    yield "header", "the first eight bytes", bytes.fromhex("d0cf11e0a1b11ae1")
    yield "noise", "noise after the header", good[:512] + random.Random(2).randbytes(50_000)

    def changed(at, fmt, value):
        data = bytearray(good)
        struct.pack_into(fmt, data, at, value)
        return bytes(data)

    yield "sector-size", "sectors of 2^65535 bytes", changed(30, "<H", 65535)
    yield "mini-size", "small sectors of 2^65535 bytes", changed(32, "<H", 65535)
    yield "fat-count", "a table of 2^31 sectors", changed(44, "<I", 2 ** 31 - 1)
    yield "directory", "a directory at sector 2^31", changed(48, "<I", 2 ** 31 - 1)
    yield "difat", "a list of tables that is itself", changed(68, "<I", 0)
    yield "difat-count", "2^32 lists of tables", changed(72, "<I", 2 ** 32 - 1)
    fat = struct.unpack_from("<I", good, 76)[0]
    loop = bytearray(good)
    start = 512 * (fat + 1)
    for n in range(0, 512, 4):
        struct.pack_into("<I", loop, start + n, n // 4)
    yield "fat-loop", "every sector is followed by itself", bytes(loop)
    for n in range(0, 512, 4):
        struct.pack_into("<I", loop, start + n, 0)
    yield "fat-zero", "every sector is followed by the first", bytes(loop)
    directory = 512 * (struct.unpack_from("<I", good, 48)[0] + 1)
    tree = bytearray(good)
    for n in range(4):
        struct.pack_into("<III", tree, directory + 128 * n + 68, n, n, n)
    yield "tree-loop", "directory entries that are their own children", bytes(tree)
    sizes = bytearray(good)
    for n in range(4):
        struct.pack_into("<Q", sizes, directory + 128 * n + 120, 2 ** 63 - 1)
    yield "stream-size", "streams of 2^63 bytes", bytes(sizes)
    for at in range(512 + 0x18, 512 + 0x1B0, 24):
        yield f"fib-{at:03x}", "a place in the text that is no place", changed(at, "<Q", 2 ** 64 - 2)


# ---- HTML and text ---------------------------------------------------------------------------

def htmls():
    page = lambda inner: ("<!DOCTYPE html><html><head><title>滨海科技简报</title></head><body><h1>滨海科技简报</h1><p>2025年第4期</p>" + inner).encode()
    yield "deep-div", "elements 500,000 deep", page("<div>" * 500_000 + "字")
    yield "deep-closed", "elements 100,000 deep, all closed", page("<div>" * 100_000 + "字" + "</div>" * 100_000)
    yield "formatting", "200,000 bold elements that do not end", page("<b><p>" * 200_000)
    yield "adoption", "100,000 links in the wrong order", page("<a><b></a>字" * 100_000)
    yield "tables", "tables 50,000 deep", page("<table><tr><td>" * 50_000)
    yield "foster", "100,000 texts where a table has none", page("<table>" + "字<b>" * 100_000)
    yield "select", "options and frames in the wrong place", page("<select><option><frameset><svg><math>" * 20_000)
    yield "attributes", "an element of 200,000 attributes", page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">字")
    yield "attribute", "an attribute of 30 MiB", page(f'<p a="{"a" * (30 * MEBI)}">字')
    yield "brackets", "8 MiB of brackets", page("<" * (8 * MEBI))
    yield "entities", "a million references", page("&#x6c49;&notanentity;&#xffffffff;" * 300_000)
    yield "paragraphs", "a million paragraphs", page("<p>字" * 1_000_000)
    yield "text", "60 MiB of text", page("<p>" + "字" * (20 * MEBI))
    yield "comment", "a comment that does not end", page("<!--" + "-" * (4 * MEBI))
    yield "script", "a script that does not end", page("<script>" + "<" * (4 * MEBI))
    yield "nul", "a million null characters", page("\0" * 1_000_000)
    yield "charset", "a character set that lies", b'<!DOCTYPE html><meta charset="utf-16">' + page("<p>字")
    yield "title-only", "nothing but a title", b"<!DOCTYPE html><title>a</title>"


def texts(good):
    head = "滨海科技简报\n2025年第4期\n滨海市科技情报中心 编辑\n\n"
    yield "empty", "no byte at all", b""
    yield "bom", "only a byte order mark", b"\xff\xfe"
    yield "large", "65 MiB", (head + "字" * (22 * MEBI)).encode()
    yield "line", "15 MiB in one line", (head + "字" * (5 * MEBI)).encode()
    yield "lines", "15 MiB of line ends", (head + "\n" * (15 * MEBI)).encode()
    yield "short-lines", "two million lines of one character", (head + "字\n\n" * 2_000_000).encode()
    yield "titles", "300,000 lines in the form of titles", (head + "".join(f"第{n}件事情的题目\n\n" for n in range(300_000))).encode()
    yield "contents", "100,000 entries of contents", (head + "".join(f"★ 第{n}件事情的题目……{n}\n" for n in range(100_000))).encode()
    yield "same-titles", "20,000 entries that are all alike, and articles", (head + "★ 同一个题目……1\n" * 20_000 + "同一个题目\n\n一句话就说完了。\n\n" * 20_000).encode()
    yield "similar", "3,000 entries and 3,000 titles that are alike", (head + "".join(f"★ 这是第{n}件相似的事情的题目……1\n" for n in range(3000)) + "".join(f"这也是第{n}件相像的事情之题目\n\n一句话就说完了。\n\n" for n in range(3000))).encode()
    yield "quotes", "a million quotes that do not end", (head + "题目一\n\n" + "“（《" * 1_000_000).encode()
    yield "commas", "200,000 lines that all go on", (head + "题目一\n\n" + "一句没有说完的话，\n" * 200_000).encode()
    yield "mastheads", "100,000 mastheads", (head * 100_000).encode()
    yield "page-numbers", "a million page numbers", (head + "".join(f"- {n} -\n" for n in range(1_000_000))).encode()
    yield "escape", "escape sequences in every line", ("滨海\x1b]0;x\x07科技\x1b[2J简报\n2025年第4期\n\n题目\x1b[31m一\n\n" + "正文\x1b]52;c;eA==\x07一句。\n" * 1000).encode()
    yield "bidi", "marks that turn the direction", (head + "题目\u202e一\n\n正文\u2066\u202e\u200f一句话。\n" * 1000).encode()
    yield "combining", "a character with a million marks", (head + "题目一\n\n字" + "\u0301" * 1_000_000 + "。").encode()
    yield "surrogates", "halves of characters in UTF-16", b"\xff\xfe" + b"\x00\xd8" * 100_000
    yield "utf7", "an encoding that nobody reads", b"+AGEAYg- " * 10_000
    yield "odd", "UTF-16 cut in a character", b"\xff\xfe" + good.decode().encode("utf-16-le")[:-1]
    yield "mixed", "UTF-8 and GB18030 in one file", good[:1500] + good.decode()[500:].encode("gb18030")
    yield "numbers", "numbers of a million digits", (head.replace("4", "9" * 1_000_000) + "题目一\n\n一句。\n").encode()
    yield "year", "a year of a million digits", (head.replace("2025", "2" * 1_000_000) + "题目一\n\n一句。\n").encode()


def files(fixtures):
    """(name, format, what, bytes) of all hostile files; `fixtures` holds the good ones."""
    zeros = deflated_zeros(1024 * MEBI)
    good_text = fixtures["issue.txt"]
    lists = (
        ("pdf", "pdf", pdfs()), ("docx", "docx", docxs(zeros)), ("ofd", "ofd", ofds(zeros)),
        ("epub", "epub", epubs(zeros)), ("zip", "zip", zips(zeros, good_text)),
        ("doc", "doc", docs(fixtures["issue.doc"])), ("html", "html", htmls()), ("txt", "txt", texts(good_text)),
    )
    for kind, suffix, found in lists:
        for name, what, data in found:
            yield f"{kind}-{name}.{suffix}", kind, what, data
        # Cut off: at the first bytes, in the middle, before the end.
        good = fixtures[f"issue.{suffix}"] if suffix != "zip" else fixtures["several.zip"]
        for part in (1, 30, 70, 99):
            yield f"{kind}-cut-{part}.{suffix}", kind, f"cut off after {part} of 100", good[:max(9, len(good) * part // 100)]


def special(folder):
    """What is no plain file: (path, what)."""
    os.mkfifo(folder / "fifo.pdf")
    yield folder / "fifo.pdf", "a FIFO that nobody writes"
    (folder / "zero.txt").symlink_to("/dev/zero")
    yield folder / "zero.txt", "a link to /dev/zero"
    (folder / "loop.txt").symlink_to("loop.txt")
    yield folder / "loop.txt", "a link to itself"
    (folder / "nowhere.txt").symlink_to("nothing-is-here")
    yield folder / "nowhere.txt", "a link to nothing"
    yield folder / "absent.pdf", "a file that is not there"
    yield type(folder)("/dev/zero"), "a device"
    yield type(folder)("/dev/tty"), "a terminal"
    with open(folder / "sparse.pdf", "wb") as out:
        out.write(b"%PDF-1.7\n")
        out.truncate(1 << 40)
    yield folder / "sparse.pdf", "a terabyte of nothing"
    sock = socket.socket(socket.AF_UNIX)
    sock.bind(os.path.relpath(folder / "socket.txt"))
    yield folder / "socket.txt", "a socket"
    ring = folder / "ring"
    ring.mkdir()
    (ring / "again").symlink_to("..")
    (ring / "pipe.docx").symlink_to("../fifo.pdf")
    os.mkfifo(ring / "fifo.txt")
    yield ring, "a folder of links in a circle and FIFOs"
    deep = folder / "deep"
    deep.mkdir()
    here = os.open(deep, os.O_DIRECTORY)
    for _ in range(600):
        os.mkdir("d" * 8, dir_fd=here)
        below = os.open("d" * 8, os.O_DIRECTORY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    yield deep, "folders 600 deep"
    named = folder / "\x1b]0;x\x07\x1b[31m\u202e.pdf"
    named.write_bytes(b"%PDF-1.7")
    yield named, "a name of escape sequences"


# ---- mutations -------------------------------------------------------------------------------

def mutated(data, rng):
    """`data` with one to eight kinds of damage."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        if not out:
            break
        at = rng.randrange(len(out))
        kind = rng.randrange(7)
        if kind == 0:
            out[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            out[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, 0x20, 0x3C, 0x28))
        elif kind == 2:
            del out[at:at + rng.choice((1, 2, 16, 500, 5000))]
        elif kind == 3:
            size = rng.choice((1, 4, 64, 1000))
            out[at:at + size] = rng.randbytes(size)
        elif kind == 4:
            size = rng.choice((4, 64, 1000))
            out[at:at] = out[at:at + size] * rng.choice((1, 2, 50))
        elif kind == 5:
            value = rng.choice((0, 0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFF))
            out[at:at + 4] = struct.pack("<I", value)
        else:
            digits = [n for n, byte in enumerate(out) if 48 <= byte <= 57]
            if digits:
                nth = rng.choice(digits)
                out[nth:nth + 1] = rng.choice((b"-", b"9" * 12, b"0", b"2147483648"))
    return bytes(out)


def repacked(data, rng):
    """A container one of whose parts is damaged; sizes and checksums are right again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = rng.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, mutated(part, rng) if name == hit else part)
    return out.getvalue()


SEEDS = {
    "pdf": ("issue.pdf", "gbk.pdf", "ucs2.pdf", "narrow.pdf", "locked.pdf", "scan.pdf"), "docx": ("issue.docx",),
    "doc": ("issue.doc",), "ofd": ("issue.ofd",), "html": ("issue.html", "writer.html"), "epub": ("issue.epub",),
    "zip": ("several.zip",), "txt": ("issue.txt",),
}


def mutations(fixtures, count):
    """(name, format, what, bytes): `count` damaged files of each format."""
    for kind, names in SEEDS.items():
        rng = random.Random(f"jianbao {kind}")
        for nth in range(count):
            name = names[nth % len(names)]
            data = fixtures[name]
            inside = kind in ("docx", "ofd", "epub", "zip") and nth % 4 != 0
            data = repacked(data, rng) if inside else mutated(data, rng)
            yield f"{kind}-mutation-{nth}.{name.rsplit('.', 1)[1]}", kind, f"{name} damaged, number {nth}", data
