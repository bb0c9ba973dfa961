#!/usr/bin/env python3
"""Typesets issues whose text is known, imports what came out, and compares.

    proof_import.py PROGRAM WORK [--layouts N] [--gold-layouts N] [--seed S] [--formats pdf,docx,…]

Formats: docx (as written here), resaved (DOCX by LibreOffice), doc, html and pdf by LibreOffice,
printed (PDF by Chromium). See scripts/proof_import.sh. Ends with 1 where a bar is not reached.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import proof_issues

FORMATS = {"pdf": "PDF, LibreOffice", "printed": "PDF, Chromium", "docx": "DOCX", "resaved": "DOCX, LibreOffice", "doc": "DOC, LibreOffice", "html": "HTML, LibreOffice"}
# Least percent of titles and of paragraphs that must be exact, most characters lost.
BARS = {"pdf": (99, 98, 0), "printed": (99, 98, 0), "docx": (99, 98, 0), "resaved": (99, 98, 0), "doc": (99, 98, 0), "html": (99, 98, 0)}
# Of a few layouts one title is several percent, and a machine's fonts decide which they are: a sample shows
# that the whole way works.
SAMPLE_BARS = {"pdf": (90, 90, None), "docx": (99, 98, 0), "resaved": (99, 98, 0)}
EXTENSIONS = {"pdf": "pdf", "printed": "pdf", "docx": "docx", "resaved": "docx", "doc": "doc", "html": "html"}
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UMing CN", "AR PL UKai CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei")


HAN = r"[\u2014-\u2026\u3000-\u9fff\uff00-\uffef]"


def even(text):
    """Without the spaces beside Han characters and their marks: those are for the eye."""
    return re.sub(rf"(?<={HAN})\s+|\s+(?={HAN})", "", text)


def squeezed(text):
    return "".join(text.split())


def tool(name):
    return shutil.which(name)


def office(work, kind, names, source, out):
    """Converts many files in one LibreOffice."""
    out.mkdir(parents=True, exist_ok=True)
    filters = {"pdf": "pdf", "doc": "doc:MS Word 97", "html": "html:HTML (StarWriter)", "docx": "docx:MS Word 2007 XML"}
    command = ["soffice", f"-env:UserInstallation=file://{work}/office", "--headless", "--convert-to", filters[kind], "--outdir", str(out)]
    with open(work / "office.log", "ab") as log:
        subprocess.run(command + [str(source / name) for name in names], stdout=log, stderr=log, timeout=120 + 20 * len(names), check=False)


def print_page(work, source, out):
    out.parent.mkdir(parents=True, exist_ok=True)
    with open(work / "chromium.log", "ab") as log:
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/chromium", "--no-pdf-header-footer",
                        f"--print-to-pdf={out}", f"file://{source}"], stdout=log, stderr=log, timeout=120, check=False)


def pages_of(path):
    """The text of each page as another reader of PDF gives it, without white space."""
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    return [squeezed(page) for page in text.split("\f")[:-1]]


def places(issue, pages):
    """The page of each article's title and of each block's first line, from 1, or None where it is not certain."""
    at, out = 0, []
    for article in issue["articles"]:
        title = squeezed(article["title"])
        opening = squeezed(article["blocks"][0]["text"])[:8]
        start = None
        for nth in range(at, len(pages)):
            for found in re.finditer(re.escape(title[:8]), pages[nth]):
                # The text follows at once, perhaps on the next page; in the contents it does not.
                rest = pages[nth][found.start():]
                over = "".join(pages[nth + 1:nth + 2])[:60 + len(opening)] if len(rest) < len(title) + 40 else ""
                if opening in rest[:len(title) + 12] or opening in over:
                    start = nth
            if start is not None:
                break
        if start is None:
            out.append((None, [None] * len(article["blocks"])))
            continue
        at, firsts, here = start, [], start
        for block in article["blocks"]:
            head = squeezed(block["text"])[:9]
            on = next((n for n in range(here, min(here + 2, len(pages))) if head in pages[n]), None)
            twice = on is not None and sum(pages[n].count(head) for n in range(here, min(here + 2, len(pages)))) > 1
            firsts.append(None if on is None or twice else on + 1)
            here = on if on is not None else here
        at = here
        out.append((start + 1, firsts))
    return out


def bare_pages(pages, issue, layout):
    """The text of all pages, without what their first and last lines say."""
    head = squeezed(proof_issues.header(issue, layout))
    foot = re.escape(squeezed(layout["foot"])).replace(r"\{\}", r"\d+").replace(r"\{all\}", r"\d+")
    out = []
    for page in pages:
        page = page.removeprefix(head) if head else page
        out.append(page if layout["foot"] == "none" else re.sub(foot + "$", "", page))
    return "".join(out)


def as_printed(text, printed):
    """A text as the file has it: LibreOffice loses a mark at the end of some justified lines, and
    what is in no file (pdftotext does not see it either) cannot be read out of it. The number of
    characters that are lost."""
    bare = squeezed(text)
    for start in re.finditer(re.escape(bare[:9]), printed):
        at, missing = start.start(), []
        for nth, c in enumerate(bare):
            if printed[at:at + 1] == c:
                at += 1
            elif printed[at:at + 3] == bare[nth + 1:nth + 4]:
                missing.append(nth)
            else:
                break
        else:
            if missing:
                kept, nth = [], -1
                for c in text:
                    nth += not c.isspace()
                    if c.isspace() or nth not in missing:
                        kept.append(c)
                return "".join(kept), len(missing)
            return text, 0
    return text, 0


def printed_title(title, opening, printed, lines, layout, loses):
    """A title as the file has it, how many of its characters the file lacks, and how many of its spaces.

    LibreOffice loses lines of a title that does not fit below two columns, and prints no space at
    the end of a line: where the next letter had no room on it, nothing shows that there was one."""
    bare = squeezed(title)
    starts = [found.start() for found in re.finditer(re.escape(bare[:5]), printed)]
    if loses and not any(printed[at:].startswith(bare) and opening[:6] in printed[at:at + len(bare) + 60] for at in starts):
        matched = [next((n for n, c in enumerate(bare) if printed[at + n:at + n + 1] != c), len(bare)) for at in starts]
        part = [n for n in matched if n < len(bare)]
        if part:
            return bare[:max(part)], len(bare) - max(part), 0
    width, _ = proof_issues.SIZES[layout["size"]]
    room = (width - 2 * layout["margin"] - (500 if layout["columns"] == 2 else 0)) / layout["columns"] / 20
    points = round(layout["points"] * layout["title_size"] * 2) / 2
    spaces = 0
    for at in [n for n, c in enumerate(title) if c == " "]:
        before, after = squeezed(title[:at]), squeezed(title[at:])
        joint = lambda letters: r"\n?".join(re.escape(c) for c in letters)
        cut = re.search(joint(before[-40:]) + r"\n" + joint(after[:6]), lines)
        if cut:
            line = lines[:cut.end()].rsplit("\n", 2)[-2]
            unit = after[:2] if after[0] in "“《（" else after[0]
            wide = lambda letters: sum(0.5 if c < "\u2000" else 1 for c in letters)
            if (wide(line) + wide(unit)) * points > room - 1:
                title, spaces = title[:at] + "\0" + title[at + 1:], spaces + 1
    return title.replace("\0", ""), 0, spaces


def printed_issue(issue, path, layout, loses):
    """The issue as its file has it, and how many characters and how many spaces of titles the file lacks."""
    pages = pages_of(path)
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    lines = re.sub(r"[^\S\n]", "", text.replace("\f", "\n"))
    printed, lost, spaces = bare_pages(pages, issue, layout), 0, 0
    articles = []
    for article in issue["articles"]:
        title, missing, without = printed_title(article["title"], squeezed(article["blocks"][0]["text"]), printed, lines, layout, loses)
        lost, spaces = lost + missing, spaces + without
        blocks = []
        for block in article["blocks"]:
            text, missing = as_printed(block["text"], printed)
            lost += missing
            blocks.append(dict(block, text=text))
        articles.append(dict(article, title=title, other_title=article["title"], blocks=blocks))
    return dict(issue, articles=articles), lost, spaces


def imported(program, folder, files, options=()):
    """What the import makes of files: name → (issue, report), or (None, why)."""
    base = [program, "--library", str(folder / "library"), "--config-dir", str(folder / "config"), "--lang", "en"]
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    out = {}
    # One at a time: issues of one number would be taken for versions of one another.
    for path in files:
        shutil.rmtree(folder / "library", ignore_errors=True)
        ran = subprocess.run(base + ["import", "--json", str(path), *options], capture_output=True, env=environment, check=False)
        try:
            outcome = json.loads(ran.stdout)[0]
            shown = subprocess.run(base + ["show", outcome["id"], "--format", "json"], capture_output=True, env=environment, check=True)
            out[path.stem] = (json.loads(shown.stdout), outcome["report"])
        except (ValueError, KeyError, IndexError, subprocess.CalledProcessError):
            out[path.stem] = (None, ran.stderr.decode("utf-8", "replace").strip().splitlines()[:1] or ["nothing said"])
    return out


def shortened(want, got):
    """Where two texts part."""
    at = next((n for n, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return f"{want[max(0, at - 10):at]}⟨{want[at:at + 14]}|{got[at:at + 14]}⟩ {len(want)}/{len(got)}"


class Count:
    """What was right of one format."""

    def __init__(self):
        self.files = self.failed = self.titles = self.titles_right = self.extra = self.paras = self.paras_right = 0
        self.kinds_right = self.pages = self.pages_right = self.characters = self.lost = self.gained = self.masthead = 0

    def row(self):
        share = lambda part, whole: f"{100 * part / whole:6.2f} %" if whole else "      —"
        return (f"{self.files:5} {share(self.titles_right, self.titles + self.extra)} of {self.titles:<5} {share(self.paras_right, self.paras)} of {self.paras:<5} "
                f"{share(self.kinds_right, self.paras_right)} {share(self.pages_right, self.pages)} of {self.pages:<5} {self.lost:5} of {self.characters:<7} {share(self.masthead, self.files)}")


def compare(name, issue, got, where, count, tell, with_total=True):
    count.files += 1
    wanted = "".join(squeezed(a["title"]) + "".join(squeezed(b["text"]) for b in a["blocks"]) for a in issue["articles"])
    count.titles += len(issue["articles"])
    count.paras += sum(len(a["blocks"]) for a in issue["articles"])
    count.characters += len(wanted)
    if got is None:
        count.failed += 1
        count.lost += len(wanted)
        return tell(f"{name}: not imported")
    found = "".join(squeezed(a["title"]) + "".join(squeezed(b["text"]) for b in a["blocks"]) for a in got["articles"])
    missing, more = collections.Counter(wanted), collections.Counter(found)
    lost, gained = missing - more, more - missing
    count.lost += sum(lost.values())
    count.gained += sum(gained.values())
    if lost:
        tell(f"{name}: lost {''.join(lost.elements())[:60]}")
    if gained:
        tell(f"{name}: gained {''.join(gained.elements())[:60]}")
    keys = ("title", "year", "number", "total") if with_total else ("title", "year", "number")
    head = all(got.get(key) == issue.get(key) for key in keys)
    count.masthead += head
    if not head:
        tell(f"{name}: masthead {[(got.get(k), issue.get(k)) for k in ('title', 'year', 'number', 'total')]}")
    theirs = {}
    for article in got["articles"]:
        theirs.setdefault(article["title"], article)
    # A space that the file lacks may be known from the contents.
    issue = dict(issue, articles=[dict(a, title=a["other_title"]) if a["title"] not in theirs and a.get("other_title") in theirs else a for a in issue["articles"]])
    right = [a["title"] for a in issue["articles"] if a["title"] in theirs]
    count.titles_right += len(right)
    extra = [t for t in (a["title"] for a in got["articles"]) if t not in {a["title"] for a in issue["articles"]}]
    count.extra += max(0, len(got["articles"]) - len(issue["articles"]))
    for article in issue["articles"]:
        if article["title"] not in theirs:
            tell(f"{name}: title missing {article['title']}; found instead {extra[:4]}")
    for article, (start, firsts) in zip(issue["articles"], where or [(None, [])] * len(issue["articles"])):
        own = theirs.get(article["title"])
        if own is not None and start is not None:
            count.pages += 1
            count.pages_right += own.get("page") == start
            if own.get("page") != start:
                tell(f"{name}: page {own.get('page')} instead of {start}: {article['title']}")
        blocks = {}
        for block in (own or {"blocks": []})["blocks"]:
            blocks.setdefault(even(block["text"]), block)
        for nth, block in enumerate(article["blocks"]):
            same = blocks.get(even(block["text"]))
            if same is None:
                if own is not None:
                    want = even(block["text"])
                    near = [b for b in blocks if want[:12] in b or b[:12] in want]
                    near = [shortened(want, b) for b in near[:3]]
                    tell(f"{name}: paragraph {want[:30]}…{want[-12:]} → {near}")
                continue
            count.paras_right += 1
            kinds = {block["kind"], same["kind"]}
            count.kinds_right += len(kinds) == 1 or kinds <= {"para", "paragraph"}
            if nth < len(firsts) and firsts[nth] is not None and same.get("page") is not None:
                count.pages += 1
                count.pages_right += same["page"] == firsts[nth]
                if same["page"] != firsts[nth]:
                    tell(f"{name}: page {same['page']} instead of {firsts[nth]}: {block['text'][:20]}")
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--layouts", type=int, default=50)
    parser.add_argument("--gold-layouts", type=int, default=15, help="layouts of each issue in JIANBAO_GOLD")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--keep", action="store_true", help="compare what is typeset already")
    options = parser.parse_args()
    program, work = str(pathlib.Path(options.program).resolve()), options.work.resolve()
    formats = [name for name in options.formats.split(",") if name in FORMATS]
    needs = {"pdf": "soffice", "resaved": "soffice", "doc": "soffice", "html": "soffice", "printed": "chromium"}
    for name in list(formats):
        if (name in needs and not tool(needs[name])) or (name in ("pdf", "printed") and not tool("pdftotext")):
            print(f"proof: left out: {FORMATS[name]} (it needs {needs.get(name)} and pdftotext)")
            formats.remove(name)
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout if tool("fc-list") else ""
    fonts = [family for family in FAMILIES if family in listed] or [FAMILIES[0]]

    issues = {f"i{nth:03}": (proof_issues.issue(nth, options.seed), nth) for nth in range(options.layouts)}
    gold = os.environ.get("JIANBAO_GOLD")
    if gold:
        for nth, path in enumerate(sorted(pathlib.Path(gold).glob("*.json"))):
            known = json.loads(path.read_text())
            known.setdefault("total", None)
            for again in range(options.gold_layouts):
                issues[f"gold-{path.stem}-{again}"] = (known, 1000 + nth * 100 + again)
    if not options.keep:
        shutil.rmtree(work / "made", ignore_errors=True)
    made = work / "made"
    (made / "docx").mkdir(parents=True, exist_ok=True)
    (made / "page").mkdir(exist_ok=True)
    layouts = {name: proof_issues.settled(proof_issues.layout(nth, options.seed, fonts)) for name, (_, nth) in issues.items()}
    files = {kind: [made / kind / f"{name}.{EXTENSIONS[kind]}" for name in issues] for kind in FORMATS}

    def write(pages):
        """The sources, with the pages that titles stand on in their contents."""
        for name, (issue, _) in issues.items():
            for kind, folder in (("docx", pages.get("pdf", {})), ("page", pages.get("printed", {}))):
                entries = [dict(entry, page=page or 1) for entry, page in zip(issue["contents"], folder.get(name, [None] * 99))]
                own = dict(issue, contents=entries)
                if kind == "docx":
                    (made / "docx" / f"{name}.docx").write_bytes(proof_issues.docx(own, layouts[name]))
                else:
                    (made / "page" / f"{name}.html").write_text(proof_issues.page(own, layouts[name]))

    names = [f"{name}.docx" for name in issues]
    where = {}

    def typeset():
        if "pdf" in formats:
            office(work, "pdf", names, made / "docx", made / "pdf")
        if "printed" in formats:
            for name in issues:
                print_page(work, made / "page" / f"{name}.html", made / "printed" / f"{name}.pdf")
        for kind in ("pdf", "printed"):
            if kind in formats:
                where[kind] = {name: places(issue, pages_of(made / kind / f"{name}.pdf")) for name, (issue, _) in issues.items()}

    starts = lambda: {kind: {name: [start for start, _ in found] for name, found in by_name.items()} for kind, by_name in where.items()}
    if options.keep:
        for kind in ("pdf", "printed"):
            if kind in formats:
                where[kind] = {name: places(issue, pages_of(made / kind / f"{name}.pdf")) for name, (issue, _) in issues.items()}
    else:
        write({})
        typeset()
        write(starts())
        typeset()
        for kind, target in (("resaved", "docx"), ("doc", "doc"), ("html", "html")):
            if kind in formats:
                office(work, target, names, made / "docx", made / kind)

    told = work / "differences.txt"
    failed = []
    print(f"{len(issues)} issues, seed {options.seed}, fonts {', '.join(fonts)}")
    print(f"{'format':18} {'files':>5} {'titles exact':>17} {'paragraphs exact':>17} {'kinds':>8} {'pages right':>17} {'lost':>13}     {'masthead':>8}")
    with open(told, "w") as log, concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = {}
        for kind in formats:
            folder = work / "home" / kind
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            results[kind] = pool.submit(imported, program, folder, files[kind])
        for kind in formats:
            for label, wanted in (("", lambda name: not name.startswith("gold")), (" gold", lambda name: name.startswith("gold"))):
                count, absent, spaces = Count(), 0, 0
                for name, (issue, _) in issues.items():
                    if not wanted(name):
                        continue
                    got, why = results[kind].result().get(name, (None, "no file"))
                    if got is None:
                        print(f"{kind}{label} {name}: {why}", file=log)
                    if kind in ("pdf", "printed"):
                        issue, missing, without = printed_issue(issue, made / kind / f"{name}.pdf", layouts[name], kind == "pdf" and layouts[name]["columns"] == 2)
                        absent, spaces = absent + missing, spaces + without
                    compare(f"{kind} {name}", issue, got, where.get(kind, {}).get(name), count, lambda line: print(line, file=log), "{t}" in layouts[name]["issue_line"])
                if not count.files:
                    continue
                note = f"  (the PDF itself lacks {absent} characters, and {spaces} spaces of titles)" if absent or spaces else ""
                print(f"{FORMATS[kind] + label:18} {count.row()}{note}", flush=True)
                enough = options.gold_layouts >= 15 if label else options.layouts >= 50
                bars = BARS[kind] if enough else SAMPLE_BARS.get(kind)
                if bars is None:
                    continue
                titles, paras, lost = bars
                right = lambda part, whole, bar: 100 * part >= bar * whole
                if not (right(count.titles_right, count.titles + count.extra, titles) and right(count.paras_right, count.paras, paras) and (lost is None or count.lost <= lost)):
                    failed.append(FORMATS[kind] + label)
    print(f"differences: {told}")
    if failed:
        print(f"bar not reached: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
