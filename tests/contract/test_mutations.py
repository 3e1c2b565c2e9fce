"""Every mutation of every contract: the guard names what breaks, and calls nothing else broken."""

from __future__ import annotations

import pytest

from codegen.mutations.catalogue import CATALOGUE
from codegen.mutations.score import score, table
from fairlead.contract import _source as source

NEUTRAL = [kind for kind, (subject, _) in CATALOGUE.items() if subject == "neutral"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", CATALOGUE)
@pytest.mark.parametrize("backend", source.backends())
def test_the_guard_is_right_about_every_mutation(backend, kind):
    result = score(backend, kind)
    assert (result.missed, result.alarms) == ([], []), table([result])


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_kind_of_mutation_fits_somewhere(kind):
    """A catalogue that fits nowhere would prove nothing."""
    results = [score(backend, kind) for backend in ("hestia", "mycel")]
    assert sum(result.applied for result in results) > 0
    assert (sum(result.breaking for result in results) == 0) == (kind in NEUTRAL)
