#!/usr/bin/env python3
"""Write src/search/traditional.rs, the traditional and variant characters with their simplified form.

  scripts/traditional_table.py Unihan_Variants.txt > src/search/traditional.rs   (Debian: unicode-data)

Single characters of the block U+4E00..9FFF only: kSimplifiedVariant, and where there is none the
one standard character that kSemanticVariant and kZVariant lead to. What GB 2312 has is simplified
already and stays as it is, but for the characters in ALSO.
"""
import re
import sys
from collections import defaultdict

# In GB 2312 for the sake of names and old books, but what they stand for is nearly always this.
ALSO = {"後": "后", "於": "于", "徵": "征", "夥": "伙", "麽": "么"}
# Variants that Unihan does not tell of in these fields.
ALSO |= {"佔": "占", "佈": "布", "祇": "只", "嶽": "岳", "靑": "青", "馀": "余"}
# Where Unihan gives several, or a rarer form than texts have.
CHOICE = {"餘": "余", "鍾": "钟", "瀋": "沈", "鏇": "旋", "託": "托"}


def standard(c):
    try:
        c.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return "\u4e00" <= c <= "\u9fff"


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    version = re.search(r"Unicode version: ([\d.]+)", text).group(1)
    of = defaultdict(lambda: defaultdict(list))
    for line in text.splitlines():
        m = re.match(r"U\+([0-9A-F]+)\t(k\w+)\t(.*)", line)
        if m:
            targets = [chr(int(t, 16)) for t in re.findall(r"U\+([0-9A-F]+)", m.group(3))]
            of[chr(int(m.group(1), 16))][m.group(2)] += targets
    table = {}
    for c, kinds in of.items():
        if not "\u4e00" <= c <= "\u9fff" or standard(c):
            continue
        targets = [t for t in kinds["kSimplifiedVariant"] if t != c and "\u4e00" <= t <= "\u9fff"]
        targets = [t for t in targets if standard(t)] or targets
        if targets:
            table[c] = CHOICE.get(c, targets[0])
    simplified = dict(table)
    for c, kinds in of.items():
        if not "\u4e00" <= c <= "\u9fff" or standard(c) or c in table:
            continue
        near = kinds["kSemanticVariant"] + kinds["kZVariant"]
        near = {simplified.get(t, t) for t in near}
        near = {t for t in near if standard(t)}
        if len(near) == 1:
            table[c] = near.pop()
    table.update(ALSO)
    for c in table:
        while table[c] in table:
            table[c] = table[table[c]]
    pairs = sorted(table.items())
    print("//! Traditional and variant characters with their simplified form.")
    print("//!")
    print(f"//! Made by `scripts/traditional_table.py` from Unihan {version} (Unicode License V3); {len(pairs)} pairs.")
    print()
    print("/// Pairs of characters, each followed by its simplified form; all are three bytes of UTF-8.")
    print('pub(super) const PAIRS: &str = "\\')
    for at in range(0, len(pairs), 24):
        print("".join(c + t for c, t in pairs[at : at + 24]) + "\\")
    print('";')


main()
