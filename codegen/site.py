"""What readers of the built site would see: every public name with its fields, all Markdown rendered.

`python -m codegen.site build/site` fails and names each place. Links are the builder's to check.
"""

from __future__ import annotations

import argparse
import enum
import importlib
import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from pydantic import BaseModel

__all__ = ["main"]

_PROSE = {
    "a prompt of Python in the text": re.compile(r">>>"),
    "code that is not in a block": re.compile(r"```|^\s*(?:with|async with|from) [\w.()]+ (?:as|import) \w"),
    "a link that is none": re.compile(r"\]\s?[(\[]"),
    "emphasis that is none": re.compile(r"\*\*\w|\w\*\*"),
    "a directive that was not followed": re.compile(r"^\s*:::|<!--"),
    "a section that is none": re.compile(r"^\s*(Args|Attributes|Examples?|Raises|Returns|Yields):\s+\S"),
}
_BLOCKS = {
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "div",
    "blockquote",
    "summary",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}


class Page(HTMLParser):
    """The text of a page, by paragraph, and what stands as code below each heading of the reference."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.nested_quotes = 0
        self.codes: dict[str, set[str]] = defaultdict(set)
        self._open: list[str] = []
        self._name = ""
        self._code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice what opens."""
        given = dict(attrs)
        if tag in _BLOCKS:
            self.paragraphs.append("")
        if tag == "blockquote" and "blockquote" in self._open:
            self.nested_quotes += 1
        if "doc-heading" in (given.get("class") or "") and (name := given.get("id")):
            self._name = name
            self.codes[name] |= set()
        if tag in {"blockquote", "article", "code", "pre", "script", "style", "nav"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Notice what closes."""
        if tag == "code":
            self.codes[self._name].add(self._code.strip())
            self._code = ""
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]
        if tag in _BLOCKS:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if "code" in self._open:
            self._code += data
        elif "article" in self._open and not {"pre", "script", "style", "nav"} & set(self._open):
            self.paragraphs[-1:] = ["".join(self.paragraphs[-1:]) + data]


def faults(page: Page) -> Iterator[str]:
    """What was not rendered."""
    if page.nested_quotes:
        yield f"{page.nested_quotes} quotes inside of quotes: a prompt was taken for them"
    for text in page.paragraphs:
        for what, pattern in _PROSE.items():
            if pattern.search(text):
                yield f"{what}: {' '.join(text.split())[:80]!r}"


def gaps(packages: Iterable[str], codes: Mapping[str, set[str]]) -> Iterator[str]:
    """Public names that no page has, and models and enums that are shown without what they consist of."""
    for package in packages:
        module = importlib.import_module(package)
        for name in (name for name in module.__all__ if not name.startswith("_")):
            path = f"{package}.{name}"
            if path not in codes:
                yield f"{path}: on no page"
            elif missing := sorted(_parts(getattr(module, name)) - codes[path]):
                yield f"{path}: shown without {', '.join(missing)}"


def _parts(value: object) -> set[str]:
    if inspect.isclass(value) and issubclass(value, BaseModel):
        return set(value.model_fields)
    if inspect.isclass(value) and issubclass(value, enum.Enum):
        return {str(member.value) for member in value}
    return set()


def packages(source: Path) -> list[str]:
    """What applications import: the facades, and what all of them share."""
    facades = sorted(path.parent.name for path in (source / "fairlead" / "_async").glob("*/client.py"))
    shared = ("emulator", "contract", "telemetry", "opentelemetry")
    return ["fairlead", *(f"fairlead.{name}" for name in (*facades, *shared))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a site; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="folder of the built site")
    site: Path = parser.parse_args(arguments).site
    codes: dict[str, set[str]] = {}
    wrong: list[str] = []
    files = sorted(site.rglob("index.html"))
    for file in files:
        page = Page()
        page.feed(file.read_text("utf-8"))
        page.close()
        codes |= page.codes
        wrong += [f"{file.parent.relative_to(site)}: {fault}" for fault in faults(page)]
    wrong += gaps(packages(Path("src")), codes)
    print("\n".join([*wrong, f"{len(files)} pages, {len(codes)} names, {len(wrong)} faults"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
