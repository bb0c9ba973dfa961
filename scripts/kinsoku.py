#!/usr/bin/env python3
"""Read imported bulletins in tmux, page by page, and have the line breaks counted.

    scripts/kinsoku.py [--widths 40,60,80] [--program target/release/jianbao] [--corpus DIR]
                       [--count 'COMMAND']

Imports the text dumps of the corpus (`JIANBAO_CORPUS`) into a library of its own, opens the reader
on the whole screen at each width, and turns pages to the end of every article. Without --count
faults are counted here: lines that begin with closing or pausing marks or end with opening ones,
split numbers, and characters of the text that were shown on no page. With it the command gets
`WIDTH --source FILE` and the captured screens, parted by form feeds, on its standard input.
Needs tmux. Exit code 1 if a character was lost or a fault counted here.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time

CLOSING = set("，。、；：？！）》」』】”’％")
OPENING = set("（《「『【“‘")
ROWS = 40


class Screen:
    def __init__(self, name, width, command, home):
        self.tmux("kill-server", check=False, name=name)
        self.name = name
        environment = ["-e", f"HOME={home}", "-e", "LANG=zh_CN.UTF-8"]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(ROWS), *environment, *command)
        self.tmux("set", "-g", "status", "off")
        self.tmux("resize-window", "-x", str(width), "-y", str(ROWS))

    def tmux(self, *args, check=True, name=None):
        command = ["tmux", "-u", "-L", name or self.name, *args]
        return subprocess.run(command, check=check, capture_output=True, text=True).stdout

    def leave(self):
        """Ends when the reader has: until then it may save where it was, for the next one."""
        self.tmux("send-keys", "q", check=False)
        until = time.monotonic() + 5
        while "kinsoku" in self.tmux("list-sessions", "-F", "kinsoku", check=False) and time.monotonic() < until:
            time.sleep(0.02)
        self.tmux("kill-server", check=False)

    def rows(self):
        return self.tmux("capture-pane", "-p").split("\n")[:ROWS]

    def wait(self, wanted):
        until = time.monotonic() + 20
        before = None
        while True:
            # tmux shows a frame while it still reads it: only what stands still is a page.
            rows = self.rows()
            if rows == before and wanted(rows):
                return rows
            before = rows
            if time.monotonic() > until:
                sys.exit("this never came:\n" + "\n".join(rows))
            time.sleep(0.01)


def bare(text):
    return re.sub(r"\s+", "", text)


def read(program, home, width, articles):
    """All pages of all articles: rows of each page of each article."""
    screen = Screen("kinsoku", width, [program, "open", articles[0]["id"]], home)
    try:
        screen.wait(lambda rows: "%" in rows[0])
        screen.tmux("send-keys", "z")
        screen.wait(lambda rows: "全屏" in rows[-1])
        for position, article in enumerate(articles):
            start = bare(article["title"])[:6]
            if position:
                screen.tmux("send-keys", "}")
            rows = screen.wait(lambda rows: bare("".join(rows[1:-1])).startswith(start))
            pages = [rows[1:-1]]
            while True:
                screen.tmux("send-keys", "Space")
                before = pages[-1]
                rows = screen.wait(lambda rows: rows[1:-1] != before or "已到篇末" in rows[-1])
                if rows[1:-1] == before:
                    break
                pages.append(rows[1:-1])
            yield article, pages
    finally:
        screen.leave()


def joined(pages):
    """The rows of an article: pages overlap."""
    rows = list(pages[0])
    for page in pages[1:]:
        both = next((n for n in range(len(page), 0, -1) if rows[-n:] == page[:n]), 0)
        rows += page[both:]
    return rows


def faults(rows, units):
    """Breaks within the text of an article that no line may have, and whether all of it is there."""
    text = "".join(map(bare, units))
    ends, at = set(), 0
    for unit in units:
        at += len(bare(unit))
        ends.add(at)
    shown = bare("".join(rows))
    # Between title and blocks stands the source, which no file holds.
    title = bare(units[0])
    whole = shown.startswith(title) and shown.endswith(text[len(title):])
    gap = len(shown) - len(text)
    found, at = [], 0
    for row in map(bare, rows):
        at += len(row)
        place = at if at <= len(title) else at - gap
        if not row or place in ends or place < len(title) or not 0 < place < len(text):
            continue
        before, after = text[place - 1], text[place]
        number = before.isdigit() and (after.isdigit() or after in ".,%％℃")
        # What a blank parts in the source may be parted here.
        if after in CLOSING or before in OPENING or (number and f"{before}{after}" in "".join(units)):
            found.append(row + "|" + after)
    return found, whole


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--widths", default="40,60,80")
    parser.add_argument("--program", default="target/release/jianbao")
    parser.add_argument("--corpus", default=os.environ.get("JIANBAO_CORPUS"))
    parser.add_argument("--count", help="a command that counts faults")
    arguments = parser.parse_args()
    if not arguments.corpus:
        sys.exit("no corpus: set JIANBAO_CORPUS or give --corpus")
    program = os.path.abspath(arguments.program)
    failed = False
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "LANG": "zh_CN.UTF-8", "PATH": os.environ["PATH"]}
        run = lambda *args: subprocess.run([program, *args], env=environment, check=True, capture_output=True, text=True).stdout
        run("import", arguments.corpus)
        articles, source = [], os.path.join(home, "source.txt")
        ids = [line.split()[0] for line in run("list").splitlines()]
        for name in ids:
            if "/" in name:
                article = json.loads(run("show", name, "--format", "json"))
                blocks = [block["text"] if isinstance(block, dict) else block for block in article.get("blocks", article.get("paragraphs", []))]
                articles.append({"id": name, "title": article["title"], "units": [article["title"], *blocks]})
        with open(source, "w", encoding="utf-8") as file:
            for article in articles:
                file.writelines(unit.replace("\n", " ") + "\n" for unit in article["units"])
        for width in map(int, arguments.widths.split(",")):
            screens, found, lost, lines = [], [], [], 0
            # Every article from its beginning.
            subprocess.run(["rm", "-rf", f"{home}/.config"], check=True)
            for article, pages in read(program, home, width, articles):
                screens += ["\n".join(page) for page in pages]
                rows = joined(pages)
                lines += sum(1 for row in rows if row.strip())
                wrong, whole = faults(rows, article["units"])
                found += wrong
                if not whole:
                    lost.append(article["id"])
            print(f"{width} columns: {len(articles)} articles, {lines} lines, {len(found)} faults, {len(lost)} articles not whole")
            for row in found[:5] + lost[:5]:
                print("  ", row)
            failed |= bool(found or lost)
            if arguments.count:
                command = [*shlex.split(arguments.count), str(width), "--source", source]
                sys.stdout.flush()
                subprocess.run(command, input="\f".join(screens), text=True, check=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
