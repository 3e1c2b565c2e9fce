"""Whatever hides from the manifest what a facade sends and reads is noticed, wherever it is written."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from codegen import calls, completeness, spec
from codegen.blind_spots import unread, unsent
from codegen.mutations.sources import ANSWER, BODY, CATALOGUE, FIELD, PARAMETERS
from codegen.project import Project
from fairlead.contract import _source as source
from fairlead.contract._usage import Usage

PROJECT = Project()
LOCK = source.lock()


def unchanged(tree):
    return tree


@cache
def seen(backend, change=unchanged) -> tuple[set[str], set[str]]:
    """What is not seen to be sent, and what is not seen to be read, in a changed source."""
    document = source.contract(backend)
    found = calls.calls(PROJECT, backend, document.root, change)
    usage = Usage(backend, {**LOCK[backend], "calls": found})
    return {*unsent(document, usage)}, {*unread(document, usage)}


@cache
def hidden(backend, what) -> set[str]:
    """Operations of which something can be hidden, read off the contract and the lock."""
    document = spec.load(PROJECT.spec(backend))
    found: set[str] = set()
    for one in spec.operations(document):
        body = spec.resolve(document, one.item.get("requestBody", {}))
        recorded = LOCK[backend]["calls"].get(one.id, {})
        answers = [spec.resolve(document, each) for s, each in one.item["responses"].items() if s[0] == "2"]
        listed = [*one.shared_parameters, *one.item.get("parameters", [])]
        given = [spec.resolve(document, each) for each in listed]
        there = {
            BODY: bool(fields(document, body)),
            FIELD: isinstance(recorded.get("body"), dict),
            PARAMETERS: any(each["in"] != "path" for each in given),
            ANSWER: any(fields(document, each) for each in answers),
        }
        if there[what] and recorded:
            found.add(one.id)
    return found


def fields(document, message) -> set[str]:
    """Names of the fields of what is sent or answered as JSON."""
    content: dict[str, Any] = message.get("content", {})
    queue = [media["schema"] for name, media in content.items() if "json" in name]
    found: set[str] = set()
    while queue:
        schema = spec.resolve(document, queue.pop())
        found |= schema.get("properties", {}).keys()
        queue += [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    return found


@pytest.mark.parametrize("backend", source.backends())
@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_facade_that_hides_something_is_found_out(backend, kind):
    subjects, change = CATALOGUE[kind]
    asked, told = seen(backend)
    sent, read = (after - before for after, before in zip(seen(backend, change), (asked, told), strict=True))
    noticed = {
        BODY: {name for name in sent if "." not in name and " " not in name},
        FIELD: {name.partition(".")[0] for name in sent if " " not in name},
        PARAMETERS: {name.partition(" ")[0] for name in sent if " " in name},
        ANSWER: read,
    }
    known = {name.partition(" ")[0].partition(".")[0] for name in asked} | told
    for subject in subjects:
        missed = hidden(backend, subject) - known - noticed[subject]
        assert missed == set(), subject


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_way_of_hiding_hides_something(kind):
    """A catalogue that fits nowhere would prove nothing."""
    subjects, _ = CATALOGUE[kind]
    assert all(len(hidden("hai", subject)) > 10 for subject in subjects)


def test_the_check_that_stood_around_to_dict_once_is_found_out():
    """It made the guard blind to these bodies, and no gate noticed."""
    _, change = CATALOGUE["content of a body behind a function"]
    sent, _ = seen("handoffrail", change)
    assert sent >= {"chain_handoff", "create_packet", "update_packet"}


@pytest.mark.parametrize(
    ("table", "name", "message"),
    [
        ("unsent", "* header x-tenant-id", "explain header x-tenant-id is described by the contract"),
        ("unread", "explain", "explain is described by the contract, and is not seen to be read as a model"),
    ],
)
def test_what_cannot_be_seen_needs_a_reason(table, name, message):
    guard = tomllib.loads(PROJECT.guard.read_text("utf-8"))
    del guard[table]["hestia"][name]
    assert any(message in problem for problem in completeness.problems(PROJECT, guard))
