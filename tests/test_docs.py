"""The documentation: what it says of the code, and that all of it can be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from codegen import tables
from fairlead.emulator import Emulator, Scenario

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


def test_the_tables_are_what_the_code_says() -> None:
    assert list(tables.outdated(DOCS)) == [], "run `nox -s docs`"


def test_a_table_that_is_not_as_the_code_says_is_found(tmp_path: Path) -> None:
    page = tmp_path / "retries.md"
    text = (DOCS / "guide" / "retries.md").read_text("utf-8")
    page.write_text(text.replace("| never |", "| again |", 1), "utf-8")
    assert list(tables.outdated(tmp_path)) == [page]
    assert tables.outdated(tmp_path)[page] == text


def test_every_table_is_in_a_document() -> None:
    used = {
        name for page in PAGES for name in re.findall(r"<!-- table: ([a-z-]+) -->", page.read_text("utf-8"))
    }
    assert used == tables.TABLES.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_page_can_be_found_and_its_links_lead_somewhere(page: Path) -> None:
    name = str(page.relative_to(DOCS))
    if not re.match(r"decisions/\d", name):  # these are listed on a page of their own
        assert name in re.findall(r": ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


SCENARIOS = [
    pytest.param(block, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, block in enumerate(
        re.findall(r"^```yaml\n(backend: .*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
]


@pytest.mark.parametrize("block", SCENARIOS)
def test_the_scenarios_in_it_can_be_played(block: str, tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(block, "utf-8")
    scenario = Scenario.load(file)
    with Emulator(scenario.backend, scenario=scenario) as emulator:
        assert emulator.scenario == scenario


def test_there_is_a_reference_and_a_quickstart_for_every_facade() -> None:
    for folder in ("reference", "quickstart"):
        assert {page.stem for page in (DOCS / folder).glob("*.md")} >= tables.families().keys()
