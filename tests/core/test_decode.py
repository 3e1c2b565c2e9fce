"""Answers become models, also when several threads are the first to use one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from fairlead._core.decode import decode
from fairlead._core.models import Model
from fairlead.errors import InvalidResponse

THREADS = 8


class Part(Model):
    """A nested model."""

    name: str


def test_several_threads_are_the_first_to_use_a_model() -> None:
    for _ in range(25):

        class Whole(Part):  # not built yet, while its parent is
            parts: list[Part]
            size: int = 0

        together = threading.Barrier(THREADS)

        def use(number: int, shape: type[Whole] = Whole, together: threading.Barrier = together) -> Part:
            together.wait(timeout=10)
            if number % 2:
                return shape(name="a", parts=[Part(name="b")], size=1)
            return decode(shape, b'{"name":"a","parts":[{"name":"b"}],"size":1}', error=InvalidResponse)

        with ThreadPoolExecutor(THREADS) as pool:
            made = list(pool.map(use, range(THREADS)))
        assert made == [Whole(name="a", parts=[Part(name="b")], size=1)] * THREADS
        assert [one.model_extra for one in made] == [{}] * THREADS


def test_what_does_not_fit_is_told_by_place() -> None:
    with pytest.raises(
        InvalidResponse, match=r"^the server's answer is not a valid Part: name: Field required$"
    ):
        decode(Part, b"{}", error=InvalidResponse)
