#!/usr/bin/env python3
"""How long an import takes: 1,000 text issues, and single files.

usage: scripts/measure_import.py PROGRAM [FILE…]

The issues are made up from a seed, 6,000 characters each as real ones have, in a temporary folder; the
library is another one, new for each of three runs. Time is told with the disk's syncs in it, processor time
without. Each FILE is read with --dry-run, five times; the least processor time is told, that of the child
process included.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CITIES = ["云溪市", "望江市", "白鹭市", "青石市", "松江县", "海州区"]
UNITS = ["科技局", "产业园区", "高新区管委会", "重点实验室", "创新服务中心"]
DEEDS = ["建成中试平台", "引进领军人才", "开放应用场景", "完善配套政策", "推广技术成果"]


def issue(year, number):
    """An issue as its printed form has it."""
    dice = random.Random(year * 100 + number)
    titles = [
        f"{dice.choice(CITIES)}{dice.choice(UNITS)}{dice.choice(DEEDS)}见成效之{nth}"
        for nth in "一二三四五六七"
    ]
    lines = ["城市科技参考", f"{year}年第{number}期", "云溪市科技情报中心 编", "", "目录"]
    lines += [f"★ {title}.....{2 + 2 * nth}" for nth, title in enumerate(titles)]
    for title in titles:
        lines += ["", title]
        for _ in range(6):
            sentence = "".join(
                f"{dice.choice(CITIES)}{dice.choice(UNITS)}{dice.choice(DEEDS)}，"
                f"今年累计达到{dice.randrange(10, 9999)}项，同比增长{dice.randrange(1, 99)}%，"
                for _ in range(4)
            )
            lines.append(sentence[:-1] + "。")
    return "\n".join(lines) + "\n"


def run(arguments):
    """Wall time and processor time in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1000, used * 1000


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as home:
        texts = Path(home, "texts")
        texts.mkdir()
        for nth in range(1000):
            text = issue(1980 + nth // 20, nth % 20 + 1)
            Path(texts, f"{nth:04}.txt").write_text(text, encoding="utf-8")
        places = ["--config-dir", f"{home}/config", "--cache-dir", f"{home}/cache"]
        for nth in range(3):
            wall, used = run(
                [program, "import", str(texts), "--library", f"{home}/library{nth}", *places]
            )
            print(f"1,000 text issues: {wall:.0f} ms, processor {used:.0f} ms")
        for file in sys.argv[2:]:
            runs = [
                run([program, "import", "--dry-run", file, "--library", f"{home}/none", *places])
                for _ in range(5)
            ]
            print(f"{file}: processor {min(used for _, used in runs):.0f} ms")
        sync = time.monotonic()
        for nth in range(200):
            with open(Path(home, f"sync{nth}"), "wb") as file:
                file.write(b"x" * 20000)
                os.fsync(file.fileno())
        print(f"the disk alone, a file written and synced: {(time.monotonic() - sync) * 5:.1f} ms")


main()
