"""`python -m codegen.mutations [BACKEND ...]`: the table, and every miss and false alarm."""

from __future__ import annotations

import argparse
import sys
import time

from codegen.mutations.catalogue import CATALOGUE
from codegen.mutations.score import OF_MESSAGES, score, table
from fairlead.contract import _source as source


def main(arguments: list[str] | None = None) -> int:
    """Apply the catalogue; the exit code is 1 if the guard is wrong anywhere."""
    parser = argparse.ArgumentParser(prog="codegen.mutations", description=__doc__)
    parser.add_argument("backends", nargs="*", metavar="BACKEND", help="default: all")
    parser.add_argument("--kind", action="append", choices=list(CATALOGUE), help="default: all")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    scores = [
        score(backend, kind, messages=messages)
        for backend in options.backends or source.backends()
        for messages in (False, True)
        for kind in options.kind or CATALOGUE
        if not messages or kind in OF_MESSAGES
    ]
    print(table(scores))
    wrong = 0
    for one in scores:
        for what, found in (("missed", one.missed), ("false alarm", one.alarms)):
            wrong += len(found)
            for line in found:
                print(f"{what}: {one.backend}: {line}")
    print(f"{wrong} wrong; {time.monotonic() - started:.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
