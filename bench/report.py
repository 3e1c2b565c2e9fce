"""What was measured, as tables for people. Needs no package but this one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

PUBLISHED = Path(__file__).parent / "results.json"
"""The figures of `docs/benchmarks.md`."""

AIM = 1.15
"""What a call may cost, as a multiple of what it costs with the HTTP library alone."""

Record = dict[str, Any]
"""A row, as `bench.measure.Row` became JSON."""

GROUPS = {
    "calls": "Calls",
    "decode": "Reading an answer",
    "streams": "Events of streams",
    "flight": "Calls in flight",
    "imports": "Imports",
    "encryption": "Encryption",
}
_HEADINGS = (
    "what",
    "n",
    "raw",
    "fairlead",
    "fairlead ÷ raw",
    "raw httpx ÷ raw",
    "original ÷ raw",
    "fairlead ÷ original",
)


def tables(results: Record) -> Iterator[tuple[str, list[Sequence[str]]]]:
    """Title and lines of a table for each group that was measured; the first line has the headings."""
    for group, title in GROUPS.items():
        rows = [row for row in results["rows"] if row["group"] == group]
        lines = [_line(row) for row in rows]
        if lines:
            used = [
                place for place, heading in enumerate(_HEADINGS) if any(line[place] != "" for line in lines)
            ]
            yield title, [[line[place] for place in used] for line in [_HEADINGS, *lines]]


def summary(results: Record) -> str:
    """In how many rows the facades are where they are meant to be."""
    calls = [row["results"] for row in results["rows"] if row["group"] == "calls"]
    close = [each for each in calls if each["fairlead"]["to_raw"]["median"] <= AIM]
    against = [row["results"] for row in results["rows"] if "original" in row["results"]]
    ahead = [each for each in against if each["fairlead"]["to_original"]["median"] < 1]
    said = [f"fairlead is ahead of the original in {len(ahead)} of the {len(against)} rows that both can do."]
    if calls:
        said.append(f"{len(close)} of {len(calls)} calls cost at most {AIM:.2f} times what raw ones do.")
    return " ".join(said)


def circumstances(results: Record) -> str:
    """When, with what and beside what it was measured."""
    every = list(results["about"].values())
    dates = sorted({about["date"] for about in every})
    one = every[0]
    libraries = ", ".join(f"{name} {version}" for name, version in one["versions"].items())
    load = max(about["load_before"] for about in every)
    return (
        f"Measured on {' and '.join(dates)} on {one['cores']} cores, with a load of at most {load} before it;"
        f" Python {one['python']}, {libraries}."
        f" The originals: {', '.join(about['original'] for about in every)}."
    )


def written(results: Record) -> str:
    """The results as JSON, a row to a line."""
    rows = ",\n".join(json.dumps(row) for row in results["rows"])
    return f'{{"about": {json.dumps(results["about"], indent=1)},\n"rows": [\n{rows}\n]}}\n'


def markdown(results: Record) -> str:
    """All of it as Markdown."""
    parts = [circumstances(results), summary(results)]
    for title, lines in tables(results):
        head, *rest = [f"| {' | '.join(line)} |" for line in lines]
        rule = "|" + " --- |" * len(lines[0])
        parts.append("\n".join([f"### {title}", "", head, rule, *rest]))
    return "\n\n".join(parts) + "\n"


def text(results: Record) -> str:
    """All of it for a terminal."""
    parts: list[str] = []
    for title, lines in tables(results):
        widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
        parts.append(f"\n{title}")
        parts += [
            "  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
    return "\n".join([*parts, "", summary(results)])


def published() -> str:
    """The published figures as Markdown."""
    return markdown(json.loads(PUBLISHED.read_text("utf-8")))


def _line(row: Record) -> list[str]:
    results, missing = row["results"], row["missing"]
    ours, raw, original = results["fairlead"], results["raw"], results.get("original")
    clock = ", on the clock" if row["clock"] == "wall" else ""
    return [
        f"{row['backend']}: {row['title']}{clock}",
        f"{row['rounds']} · {ours['calls']}",
        _time(raw["seconds"]["median"]),
        _time(ours["seconds"]["median"]),
        _ratio(ours["to_raw"]),
        _ratio(results["httpx"]["to_raw"]) if "httpx" in results else "",
        _ratio(original["to_raw"]) if original else "",
        _ratio(ours["to_original"]) if original else missing.get("original", ""),
    ]


def _time(seconds: float) -> str:
    if seconds >= 0.01:
        return f"{seconds * 1e3:.1f} ms"
    return f"{seconds * 1e6:.0f} µs" if seconds >= 1e-4 else f"{seconds * 1e6:.1f} µs"


def _ratio(figures: Record) -> str:
    """The median, and between which values the middle half was."""
    places = 2 if figures["median"] < 10 else 0
    middle, low, high = (f"{figures[name]:.{places}f}" for name in ("median", "low", "high"))
    return f"{middle} ({low} to {high})"
