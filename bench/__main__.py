"""Measure glutatui beside its floors and print a table; ``--json FILE`` keeps the numbers, ``--readme FILE`` the table.

Rows that depend on the machine are medians of alternating runs. ``--only NAME`` measures some families of rows.
"""

import argparse
import json
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from time import time

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE)]  # `python bench` puts only its own folder there

from bench import checking, crowding, opening, reporting, starting, visiting  # noqa: E402
from bench.machine import conditions  # noqa: E402
from bench.rows import Row, markdown, put_into, table  # noqa: E402


def main() -> int:
    """Run the benchmark; return 1 where a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--readme", type=Path, help="put the table into this page")
    parser.add_argument("--rounds", type=int, default=11, help="runs of each start and login (default 11)")
    parser.add_argument("--idle", type=float, default=5.0, help="seconds to watch idle screens (default 5)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a family of rows")
    options = parser.parse_args()
    families: dict[str, Callable[[Path], list[Row]]] = {
        "visiting": lambda home: visiting.rows(home, options.idle),
        "opening": lambda home: opening.rows(home, options.rounds),
        "crowding": lambda home: crowding.rows(home, options.idle),
        "starting": lambda home: starting.rows(home, options.rounds),
        "checking": checking.rows,
        "reporting": reporting.rows,
    }
    when, rows, begun = conditions(), list[Row](), time()
    for name in options.only or families:
        print(f"measuring: {name} ...", file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            rows += _measured(name, families[name], Path(folder))
        print(f"  {time() - begun:.0f} s so far", file=sys.stderr)
    print(when, table(rows), sep="\n\n")
    if options.json:
        found = [asdict(row) | {"met": row.met} for row in rows]
        options.json.write_text(json.dumps({"conditions": when, "rows": found}, indent=2) + "\n")
    if options.readme:
        put_into(options.readme, markdown(rows, when))
    return any(row.met == "NOT MET" for row in rows)


def _measured(name: str, family: Callable[[Path], list[Row]], home: Path) -> list[Row]:
    """Return a family's rows; one that fails is a row that is not met, and the others go on."""
    try:
        return family(home)
    except (RuntimeError, OSError, ValueError) as error:
        traceback.print_exc()
        return [Row(f"{name}: could not be measured", float("nan"), "", 0, str(error)[:60])]


if __name__ == "__main__":
    sys.exit(main())
