#!/usr/bin/env python3
"""Pack a break test of the Unicode character database: no comments, ÷ as |, × as -, no spaces.

  scripts/pack_break_tests.py LineBreakTest.txt > tests/data/line_break_test.txt
"""
import sys

lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
print("#", lines[0].lstrip("# "))
print("# © 2026 Unicode, Inc. Unicode-3.0 licence, see tests/data/README.md")
for line in lines:
    case = line.split("#")[0].strip()
    if case:
        print(case.replace("÷", "|").replace("×", "-").replace(" ", "").replace("\t", ""))
