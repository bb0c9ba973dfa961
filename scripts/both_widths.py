#!/usr/bin/env python3
"""The running reader loses no character on terminals that draw ambiguous characters narrow or wide.

    scripts/both_widths.py [PROGRAM]      (needs pyte: pip install pyte)

Opens every article in a terminal of each kind, answers the width question as that kind does or not
at all, turns the pages, and compares each page with what `show` prints.
"""

import os
import re
import sys
import tempfile
import subprocess

import pyte
import pyte.screens

from frames import native, wide
from measure import Program


def bare(text):
    return re.sub(r"\s+", "", text)


class Terminal:
    def __init__(self, command, size, kind, answers):
        pyte.screens.wcwidth = {"narrow": native, "wide": wide}[kind]
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.program = Program(command, *size)
        self.answer = {"narrow": b"\x1b[2;2R", "wide": b"\x1b[2;3R"}[kind] if answers else b""
        self.settle(2)

    def settle(self, first=0.5):
        import select
        wait = first
        while select.select([self.program.master], [], [], wait)[0]:
            data = os.read(self.program.master, 65536)
            if b"\x1b[6n" in data and self.answer:
                os.write(self.program.master, self.answer + b"\x1b[?62c")
            # pyte takes the keyboard mode for a cursor command.
            self.stream.feed(re.sub(rb"\x1b\[[<>]1u", b"", data))
            wait = 0.04

    def press(self, keys):
        os.write(self.program.master, keys)
        self.settle()

    def page(self):
        return bare("".join(self.screen.display[1:-1]))


def read(program, ids, texts, size, kind, answers):
    bad = 0
    for name, text in zip(ids, texts):
        terminal = Terminal([program, "open", name], size, kind, answers)
        terminal.press(b"z")
        terminal.press(b"gg")
        pages = ""
        while True:
            page = terminal.page()
            both = next((n for n in range(min(len(page), len(pages)), -1, -1) if pages.endswith(page[:n])), 0)
            pages += page[both:]
            terminal.press(b" ")
            if terminal.page() == page:
                break
        terminal.program.end(b"q")
        if not (pages.startswith(text[0]) and pages.endswith(text[1])):
            bad += 1
            if bad == 1:
                print("first:", name, pages[:200])
    return bad


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/release/jianbao")
    failed = 0
    for size in ((60, 20), (80, 24), (160, 48)):
        for kind in ("narrow", "wide"):
            for answers in (True, False):
                with tempfile.TemporaryDirectory() as home:
                    os.environ.update(HOME=home, LANG="zh_CN.UTF-8")
                    run = lambda *a: subprocess.run([program, *a], check=True, capture_output=True, text=True).stdout
                    ids = [line.split()[0] for line in run("list").splitlines() if "/" in line.split()[0]]
                    if size != (80, 24):
                        ids = ids[:4]
                    texts = []
                    for name in ids:
                        parts = run("show", name, "--width", "1000").strip().split("\n\n")
                        texts.append((bare(parts[0].split("\n")[0]), bare("".join(parts[1:-1]))))
                    bad = read(program, ids, texts, size, kind, answers)
                    failed += bad
                    said = "answers" if answers else "is silent"
                    print(f"{size[0]}x{size[1]}, draws {kind}, {said}: {len(ids)} articles, {bad} not whole", flush=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
