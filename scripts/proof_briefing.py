#!/usr/bin/env python3
"""Checks the briefings that scripts/proof_briefing.sh has exported and rendered.

    proof_briefing.py SAMPLES WORK

SAMPLES holds NAME.docx, NAME.html and NAME.grid.json (what the page grid says), docx/NAME.pdf as
LibreOffice renders it and html/NAME.pdf as Chromium prints it.
"""

import functools
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

TOP, PITCH = 104.9, 28.95  # of the type area and its lines, in points
MIDDLE = 595.3 / 2
faults = []


def fault(text):
    faults.append(text)
    print(f"  FAULT {text}")


def plain(text):
    """What of a text is compared: no blanks, no leaders, one width of each character."""
    return unicodedata.normalize("NFKC", re.sub(r"[\s·]", "", text))


def words_of(pdf):
    """The words of each page: (left, right, middle, text)."""
    text = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    name = "{http://www.w3.org/1999/xhtml}"
    pages = []
    for page in ElementTree.fromstring(text).iter(name + "page"):
        pages.append(
            [
                (
                    float(word.get("xMin")),
                    float(word.get("xMax")),
                    (float(word.get("yMin")) + float(word.get("yMax"))) / 2,
                    word.text or "",
                )
                for word in page.iter(name + "word")
            ]
        )
    return pages


def rows_of(words):
    rows = {}
    for left, right, middle, text in words:
        rows.setdefault(int((middle - TOP) // PITCH) + 1, []).append((left, right, text))
    return {row: "".join(text for _, _, text in sorted(found)) for row, found in rows.items()}


def page_count(pdf):
    out = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", out)[1])


def check_rendering(name, grid, pdf, totals):
    pages = words_of(pdf)
    if len(pages) != grid["pages"]:
        return fault(f"{name}: {grid['pages']} pages foretold, {len(pages)} rendered")
    rows = [rows_of([word for word in words if word[2] < 755]) for words in pages]
    # Page numbers: right on odd pages, left on even ones.
    for number, words in enumerate(pages, 1):
        foot = sorted(word for word in words if word[2] > 755)
        if plain("".join(word[3] for word in foot)) != f"—{number}—":
            fault(f"{name}: page {number} has no number at its foot")
        elif (foot[0][0] > MIDDLE) != (number % 2 == 1):
            fault(f"{name}: the number of page {number} is on the wrong side")
    # Contents: what they say is where the headings are.
    titles = {}
    for line in grid["lines"]:
        if line["style"] in ("Title", "Theme") and line["first"]:
            titles.setdefault(plain(line["text"]), []).append(line["page"])
    for line in grid["lines"]:
        if line["style"] in ("ContentsItem", "ContentsTheme") and line["last"]:
            shown = rows[line["page"] - 1].get(line["row"], "")
            if not plain(shown).endswith(line["right"]):
                fault(f"{name}: the contents show {shown!r}, not page {line['right']}")
            totals["entries"] += 1
    for text, places in titles.items():
        for place in places:
            if text not in {plain(row) for row in rows[place - 1].values()}:
                fault(f"{name}: {text!r} is not on page {place}")
    # Lines: the same words on the same rows.
    by_page = {}
    for line in grid["lines"]:
        by_page.setdefault(line["page"], []).append(line)
    for number, lines in by_page.items():
        for line in lines:
            if line["style"] in ("Name", "Blank", "Gap", "Imprint"):
                continue
            totals["lines"] += 1
            want = plain(line["text"] + line["right"])
            got = plain(rows[number - 1].get(line["row"], ""))
            # The signs of footnotes stand between the words.
            if got != want and re.sub(r"\d", "", got) != re.sub(r"\d", "", want):
                totals["different"] += 1
            full = [c for c in line["text"] if unicodedata.east_asian_width(c) in "WFA"]
            if line["style"] == "Body" and len(full) == len(line["text"]):
                totals["longest"] = max(totals["longest"], len(full))
                totals["full"] += len(full) == 28
        printed = {line["row"] for line in lines if line["text"] and line["style"] != "Name"}
        if 22 in {line["row"] for line in lines}:
            totals["pages"] += 1
            found = {row for row in rows[number - 1] if 1 <= row <= 23}
            if not printed <= found or 23 in found:
                fault(f"{name}: page {number} has not its 22 lines")


def schema_parser(data):
    from lxml import etree

    return etree.fromstring(data)


@functools.cache
def schema_of(folder):
    """The schema of WordprocessingML; it names xml:space without saying where that is declared."""
    from lxml import etree

    own = Path(sys.argv[2]) / "xml.xsd"
    own.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' targetNamespace="http://www.w3.org/XML/1998/namespace">'
        '<xs:attribute name="space" type="xs:NCName"/>'
        '<xs:attribute name="lang" type="xs:language"/></xs:schema>'
    )
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    both = etree.fromstring(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="{own.resolve().as_uri()}"/>'
        f'<xs:import namespace="{main}" schemaLocation="{(Path(folder).resolve() / "wml.xsd").as_uri()}"/>'
        "</xs:schema>"
    )
    return etree.XMLSchema(both)


def check_package(name, docx):
    tool = Path(sys.executable).with_name("openxml-audit")
    if tool.exists():
        done = subprocess.run([tool, "-q", "-o", "json", docx], capture_output=True, text=True)
        if done.returncode:
            fault(f"{name}: openxml-audit: {done.stdout.strip()[:400]}")
    else:
        print("proof: left out: openxml-audit")
    sdk = Path(sys.argv[2]) / "node_modules/.bin/ooxml-validate"
    if sdk.exists():
        done = subprocess.run([sdk, docx, "--of", "json"], capture_output=True, text=True)
        if done.returncode or '"description"' in done.stdout.lower():
            fault(f"{name}: Open XML SDK: {(done.stdout + done.stderr).strip()[:400]}")
    else:
        print("proof: left out: Open XML SDK")
    folder = os.environ.get("OOXML_XSD")
    if folder:
        schema = schema_of(folder)
        with zipfile.ZipFile(docx) as package:
            for part in package.namelist():
                if re.fullmatch(r"word/\w+\.xml", part):
                    if not schema.validate(schema_parser(package.read(part))):
                        fault(f"{name}: {part}: {schema.error_log.last_error}")


def check_reading(name, grid, docx):
    try:
        import docx as python_docx
    except ImportError:
        return print("proof: left out: python-docx")
    document = python_docx.Document(docx)
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    styles = ("Title", "Theme", "Heading1", "Heading2", "Heading3", "Heading4")
    wanted = sum(line["first"] and line["style"] in styles for line in grid["lines"])
    if len(headings) != wanted:
        fault(f"{name}: python-docx reads {len(headings)} headings of {wanted}")
    comments = list(document.comments)
    if len(comments) != grid["comments"] or any(not c.author or not c.text for c in comments):
        fault(f"{name}: python-docx reads {len(comments)} comments of {grid['comments']}")
    return None


def main():
    samples = Path(sys.argv[1])
    totals = {"lines": 0, "different": 0, "entries": 0, "pages": 0, "longest": 0, "full": 0}
    for path in sorted(samples.glob("*.grid.json")):
        name = path.name.removesuffix(".grid.json")
        grid = json.loads(path.read_text())
        docx = samples / f"{name}.docx"
        check_package(name, docx)
        check_reading(name, grid, docx)
        rendered = samples / "docx" / f"{name}.pdf"
        if rendered.exists():
            check_rendering(name, grid, rendered, totals)
        printed = samples / "html" / f"{name}.pdf"
        if printed.exists() and page_count(printed) != grid["pages"]:
            fault(f"{name}: Chromium prints {page_count(printed)} pages of {grid['pages']}")
        print(f"proof: {name}: {grid['pages']} pages")
    if totals["lines"]:
        share = 100 * totals["different"] / totals["lines"]
        print(
            f"proof: {totals['lines']} lines, {totals['different']} rendered otherwise than foretold"
            f" ({share:.2f} %), {totals['entries']} entries of contents, {totals['pages']} full pages"
            f" of 22 lines, {totals['full']} lines of 28 characters, the longest {totals['longest']}"
        )
        # One mark may hang outside the measure.
        if totals["longest"] > 29 or not totals["full"]:
            fault("lines are not of 28 characters")
        if share > 3:
            fault("more than 3 % of the lines are rendered otherwise than foretold")
    print(f"proof: {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
