"""Every mutation of every contract: the guard names what breaks, and calls nothing else broken."""

from __future__ import annotations

import pytest

from codegen.mutations.catalogue import CATALOGUE, mutations
from codegen.mutations.score import OF_MESSAGES, score, table
from fairlead.contract import _source as source
from fairlead.contract._changes import Change
from fairlead.contract._findings import BREAKS, Finding

NEUTRAL = [kind for kind, (subject, _) in CATALOGUE.items() if subject == "neutral"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", CATALOGUE)
@pytest.mark.parametrize("backend", source.backends())
def test_the_guard_is_right_about_every_mutation(backend, kind):
    result = score(backend, kind)
    assert result.breaking == 0 or kind not in NEUTRAL
    assert (result.missed, result.alarms) == ([], []), table([result])


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", OF_MESSAGES)
@pytest.mark.parametrize("backend", source.backends())
def test_the_guard_is_right_about_every_mutation_of_messages(backend, kind):
    result = score(backend, kind, messages=True)
    assert result.breaking == 0 or kind not in NEUTRAL
    assert (result.missed, result.alarms) == ([], []), table([result])


@pytest.mark.parametrize("backend", source.backends())
def test_mutations_of_messages_break_something(backend):
    assert score(backend, "property removed", messages=True).breaking > 0


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_kind_of_mutation_fits_somewhere(kind):
    """A catalogue that fits nowhere would prove nothing."""
    assert any(any(mutations(source.contract(backend).root, kind)) for backend in source.backends())


def test_a_guard_that_says_nothing_would_be_found_out(monkeypatch):
    """The proof can fail: without findings, everything that breaks is missed."""
    monkeypatch.setattr("codegen.mutations.score.impact", lambda baseline, document: [])
    result = score("hestia", "property removed")
    assert result.breaking == len(result.missed) > 0


def test_a_guard_that_cries_wolf_would_be_found_out(monkeypatch):
    """The proof can fail: whoever calls everything broken raises false alarms."""
    wolf = Finding(BREAKS, (), ("Client.run",), "", Change("operation", "gone", (), True, ""))
    monkeypatch.setattr("codegen.mutations.score.impact", lambda baseline, document: [wolf])
    result = score("hestia", "description changed")
    assert result.applied == len(result.alarms) > 0
