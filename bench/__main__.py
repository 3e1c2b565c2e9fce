"""Measure a backend, or put together what was measured; `nox -s bench` and `nox -s bench_page`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import report
from bench.backends import NAMES, load
from bench.measure import Row

FOLDER = Path("build") / "bench"
COMMON = ("httpx2", "httpx", "pydantic", "websockets")


def measure(name: str, rounds: int, groups: list[str]) -> None:
    """Measure a backend, say what came out, and keep it in a file of its own."""
    from bench import rows  # not needed to put figures together

    makers: dict[str, Callable[[Any, int], Iterator[Row]]] = {
        "calls": rows.calls,
        "decode": rows.decode,
        "streams": rows.streams,
        "flight": rows.flight,
        "imports": rows.imports,
        "encryption": rows.works,
    }
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a thousand calls in flight are as many files
    backend = load(name)
    distribution, _, expected = backend.original.partition(" ")
    if version(distribution) != expected:
        raise SystemExit(f"{distribution} {version(distribution)} is installed; this is about {expected}")
    busy = os.getloadavg()[0]
    found: list[dict[str, object]] = []
    for group in groups:
        for row in makers[group](backend, rounds):
            found.append(row.as_json())
            print(f"{row.backend}: {row.title}", flush=True)
    about = {
        "original": backend.original,
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": round(busy, 1),
        "versions": {each: version(each) for each in COMMON},
    }
    results = {"about": {name: about}, "rows": found}
    FOLDER.mkdir(parents=True, exist_ok=True)
    # A quick look does not take the place of what can be published.
    part = "" if set(groups) == report.GROUPS.keys() else ".part"
    (FOLDER / f"{name}{part}.json").write_text(report.written(results), "utf-8")
    print(report.text(results))


def publish() -> None:
    """Make what was measured last the published figures.

    Raises:
        SystemExit: Something was not measured.
    """
    whole: dict[str, Any] = {"about": {}, "rows": []}
    for name in NAMES:
        file = FOLDER / f"{name}.json"
        if not file.exists():
            raise SystemExit(f"{name} was not measured completely: nox -s 'bench({name})'")
        results = json.loads(file.read_text("utf-8"))
        whole["about"] |= results["about"]
        whole["rows"] += results["rows"]
    report.PUBLISHED.write_text(report.written(whole), "utf-8")
    print(report.text(whole))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("what", choices=[*NAMES, "publish"])
    parser.add_argument("--rounds", type=int, default=11, help="rounds of each row (default: 11)")
    parser.add_argument("--only", default=",".join(report.GROUPS), help="groups of rows, with commas between")
    options = parser.parse_args()
    groups = options.only.split(",")
    unknown = [group for group in groups if group not in report.GROUPS]
    if unknown or options.rounds < 1:
        parser.error(f"--rounds is 1 or more, and --only some of {', '.join(report.GROUPS)}")
    if options.what == "publish":
        publish()
    else:
        measure(options.what, options.rounds, groups)


if __name__ == "__main__":
    main()
