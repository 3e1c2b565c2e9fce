"""The documentation: what it says of the code, and that all of it can be found."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from codegen import reference, site, tables
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
    listed = re.findall(r"- (?:.*: )?([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert listed.count(str(page.relative_to(DOCS))) == 1, "the navigation in mkdocs.yml has each page once"
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


def test_every_decision_has_a_number_of_its_own() -> None:
    files = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    numbers = [int(path.name[:4]) for path in files]
    assert len(set(numbers)) == len(numbers)
    assert [path.read_text("utf-8").startswith(f"# {int(path.name[:4])}. ") for path in files] == [
        True
    ] * len(files)


def test_there_is_a_reference_and_a_quickstart_for_every_facade() -> None:
    for folder in ("reference", "quickstart"):
        assert {page.stem for page in (DOCS / folder).glob("*.md")} >= tables.families().keys()


def test_every_public_name_has_one_place_in_the_reference() -> None:
    for backend in tables.families():
        package = importlib.import_module(f"fairlead.{backend}")
        text = "".join(reference.directives(backend, kind) for kind in reference.kinds(backend))
        shown = re.findall(rf"^::: fairlead\.{backend}\.(\w+)$", text, re.MULTILINE)
        assert sorted(shown) == sorted(package.__all__)


def page_of(content: str) -> site.Page:
    page = site.Page()
    page.feed(f"<nav>[x](y)</nav><article>{content}</article>")
    return page


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("<p>&gt;&gt;&gt; client.close()</p>", "a prompt of Python"),
        (
            "<blockquote><blockquote><p>client.close()</p></blockquote></blockquote>",
            "quotes inside of quotes",
        ),
        ("<p>with Client() as client: client.run()</p>", "code that is not in a block"),
        ("<p>See [errors](errors.md).</p>", "a link that is none"),
        ("<p>See [fairlead.Gone][].</p>", "a link that is none"),
        ("<p>It is **never** sent.</p>", "emphasis that is none"),
        ("<p>::: fairlead.hai</p>", "a directive"),
        ("<p>Example: client.close()</p>", "a section that is none"),
    ],
)
def test_what_was_not_rendered_is_found(content: str, fault: str) -> None:
    (found,) = site.faults(page_of(content))
    assert fault in found


def test_what_is_right_is_not_a_fault() -> None:
    code = "<pre><code>&gt;&gt;&gt; a[0](1)  # **not** prose</code></pre>"
    prose = "<p>Read it with <code>a[0](1)</code>, as ever.</p><blockquote><p>Said once.</p></blockquote>"
    assert list(site.faults(page_of(code + prose))) == []


def test_names_and_fields_that_no_page_has_are_found() -> None:
    heading = '<h2 class="doc doc-heading" id="fairlead.handoffrail.{}"></h2>'
    page = page_of(
        heading.format("AgentInfo") + "<code>id</code><code>name</code>" + heading.format("HandoffRailError")
    )
    found = list(site.gaps(["fairlead.handoffrail"], page.codes))
    assert "fairlead.handoffrail.AgentInfo: shown without framework, version" in found
    assert "fairlead.handoffrail.Priority: on no page" in found
    assert not [gap for gap in found if "HandoffRailError" in gap]
