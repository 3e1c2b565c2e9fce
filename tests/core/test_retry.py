"""When a request is sent again: the whole matrix as a table, and the limits as properties."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.retry import Attempt, Outcome, RetryPolicy, may_resend, parse_retry_after

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")

# For each way an attempt can end, and each method: is the request sent again ("r") or not (".")?
WITHOUT_KEY = """
                GET  HEAD  OPTIONS  POST  PUT  PATCH  DELETE
    not sent     r    r     r        r     r    r      r
    reply lost   r    r     r        .     .    .      .
    abandoned    .    .     .        .     .    .      .
    300          .    .     .        .     .    .      .
    301          .    .     .        .     .    .      .
    307          .    .     .        .     .    .      .
    400          .    .     .        .     .    .      .
    401          .    .     .        .     .    .      .
    403          .    .     .        .     .    .      .
    404          .    .     .        .     .    .      .
    405          .    .     .        .     .    .      .
    408          r    r     r        .     .    .      .
    409          .    .     .        .     .    .      .
    410          .    .     .        .     .    .      .
    413          .    .     .        .     .    .      .
    418          .    .     .        .     .    .      .
    422          .    .     .        .     .    .      .
    425          .    .     .        .     .    .      .
    429          r    r     r        r     r    r      r
    500          .    .     .        .     .    .      .
    501          .    .     .        .     .    .      .
    502          r    r     r        .     .    .      .
    503          r    r     r        r     r    r      r
    504          r    r     r        .     .    .      .
    599          .    .     .        .     .    .      .
"""
WITH_KEY = """
                GET  HEAD  OPTIONS  POST  PUT  PATCH  DELETE
    not sent     r    r     r        r     r    r      r
    reply lost   r    r     r        r     r    r      r
    abandoned    .    .     .        .     .    .      .
    300          .    .     .        .     .    .      .
    301          .    .     .        .     .    .      .
    307          .    .     .        .     .    .      .
    400          .    .     .        .     .    .      .
    401          .    .     .        .     .    .      .
    403          .    .     .        .     .    .      .
    404          .    .     .        .     .    .      .
    405          .    .     .        .     .    .      .
    408          r    r     r        r     r    r      r
    409          r    r     r        r     r    r      r
    410          .    .     .        .     .    .      .
    413          .    .     .        .     .    .      .
    418          .    .     .        .     .    .      .
    422          .    .     .        .     .    .      .
    425          .    .     .        .     .    .      .
    429          r    r     r        r     r    r      r
    500          .    .     .        .     .    .      .
    501          .    .     .        .     .    .      .
    502          r    r     r        r     r    r      r
    503          r    r     r        r     r    r      r
    504          r    r     r        r     r    r      r
    599          .    .     .        .     .    .      .
"""


def cases() -> list[tuple[Attempt, bool]]:
    found: list[tuple[Attempt, bool]] = []
    for table, keyed in ((WITHOUT_KEY, False), (WITH_KEY, True)):
        header, *rows = (line.split() for line in table.strip().splitlines())
        assert tuple(header) == METHODS
        for row in rows:
            what, verdicts = " ".join(row[: -len(METHODS)]), row[-len(METHODS) :]
            status = int(what) if what.isdigit() else None
            outcome = Outcome.ANSWERED if status else Outcome(what)
            for method, verdict in zip(METHODS, verdicts, strict=True):
                attempt = Attempt(method=method, outcome=outcome, status=status, keyed=keyed)
                found.append((attempt, verdict == "r"))
    return found


CASES = cases()


def label(value: object) -> str:
    if not isinstance(value, Attempt):
        return "resent" if value else "kept"
    key = "-key" if value.keyed else ""
    return f"{value.method}-{value.status or value.outcome.value}{key}"


@pytest.mark.parametrize(("attempt", "resent"), [case for case in CASES if case[0].keyed], ids=label)
def test_what_is_idempotent_by_itself_is_resent_like_what_has_a_key(attempt: Attempt, resent: bool) -> None:
    by_itself = replace(attempt, keyed=False, idempotent=True)
    # But for 409, which says of a key that the first request is still being worked on.
    assert may_resend(by_itself) is (resent and attempt.status != 409)


def test_the_table_is_complete() -> None:
    assert len(CASES) == 2 * 25 * len(METHODS)
    assert {attempt.outcome for attempt, _ in CASES} == set(Outcome)


@pytest.mark.parametrize(("attempt", "resent"), CASES, ids=label)
def test_matrix(attempt: Attempt, resent: bool) -> None:
    policy = RetryPolicy(base_delay=1, jitter=0)
    assert may_resend(attempt) is resent
    assert policy.delay(attempt, random=0) == (1.0 if resent else None)


def test_what_the_server_calls_final_is_never_resent() -> None:
    delays = [RetryPolicy().delay(replace(attempt, final=True), random=0) for attempt, _ in CASES]
    assert delays == [None] * len(CASES)


def lost(number: int, retry_after: float | None = None) -> Attempt:
    return Attempt("GET", Outcome.REPLY_LOST, number, retry_after=retry_after)


@pytest.mark.parametrize(
    ("number", "seconds"), [(1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0), (5, 8.0), (6, 8.0), (1_000_000, 8.0)]
)
def test_delay_doubles_up_to_its_limit(number: int, seconds: float) -> None:
    assert RetryPolicy(max_retries=10**9, jitter=0).delay(lost(number), random=1) == seconds


@pytest.mark.parametrize(("random", "seconds"), [(0.0, 1.0), (0.5, 0.75), (1.0, 0.5)])
def test_jitter_only_shortens(random: float, seconds: float) -> None:
    assert RetryPolicy(base_delay=1, jitter=0.5).delay(lost(1), random=random) == seconds


@pytest.mark.parametrize(("max_retries", "attempts"), [(0, 1), (1, 2), (3, 4)])
def test_number_of_attempts(max_retries: int, attempts: int) -> None:
    policy = RetryPolicy(max_retries=max_retries)
    number = 1
    while policy.delay(lost(number), random=0) is not None:
        number += 1
    assert number == attempts


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [(0.0, 0.0), (0.001, 0.001), (19.9, 19.9), (20.0, 20.0), (20.1, None), (86400.0, None)],
)
def test_retry_after_replaces_the_delay_or_ends_it(retry_after: float, seconds: float | None) -> None:
    # Not jittered: earlier would be too early.
    assert RetryPolicy().delay(lost(1, retry_after), random=1) == seconds


@given(
    number=st.integers(1, 10**9),
    base=st.floats(0, 1e300),
    limit=st.floats(0, 1e6),
    jitter=st.floats(0, 1),
    random=st.floats(0, 1),
)
def test_delay_is_always_a_time_within_its_limit(
    number: int, base: float, limit: float, jitter: float, random: float
) -> None:
    policy = RetryPolicy(max_retries=10**9, base_delay=base, max_delay=limit, jitter=jitter)
    delay = policy.delay(lost(number), random=random)
    assert delay is not None
    assert 0 <= delay <= limit


@given(
    attempt=st.builds(
        Attempt,
        method=st.sampled_from(METHODS),
        outcome=st.sampled_from(Outcome),
        number=st.integers(1, 5),
        status=st.none() | st.integers(100, 599),
        retry_after=st.none() | st.floats(0, 100),
        idempotent=st.booleans(),
        keyed=st.booleans(),
    )
)
def test_nothing_is_resent_without_retries(attempt: Attempt) -> None:
    assert RetryPolicy(max_retries=0).delay(attempt, random=0) is None


NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 7 "}, 7.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "2."}, 2.0),
        ({"retry-after": "60"}, 60.0),
        ({"retry-after": "9" * 30}, 1e30),
        ({"retry-after": "Fri, 02 Jan 2026 03:04:15 GMT"}, 10.0),
        ({"retry-after": "Fri, 02 Jan 2026 04:04:15 +0100"}, 10.0),
        ({"retry-after": "Friday, 02-Jan-26 03:04:15 GMT"}, 10.0),
        ({"retry-after": "Fri, 02 Jan 2026 03:03:05 GMT"}, 0.0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "0"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "-0"}, None),
        ({"retry-after": "+5"}, None),
        ({"retry-after": "1e3"}, None),
        ({"retry-after": "1_000"}, None),
        ({"retry-after": "0x10"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "-inf"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "Fri, 02 Jan"}, None),
        ({"retry-after": "Fri, 99 Jan 2026 03:04:15 GMT"}, None),
        ({"retry-after": "Fri, 02 Jan 99999 03:04:15 GMT"}, None),
        ({"retry-after": "2026-01-02T03:04:15Z"}, None),
        ({"retry-after-ms": "-250"}, None),
    ],
)
def test_retry_after_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert parse_retry_after(headers, now=NOW.timestamp()) == seconds


@given(text=st.text(), milliseconds=st.none() | st.text())
def test_retry_after_is_a_time_or_nothing(text: str, milliseconds: str | None) -> None:
    headers = {"retry-after": text}
    if milliseconds is not None:
        headers["retry-after-ms"] = milliseconds
    found = parse_retry_after(headers, now=NOW.timestamp())
    assert found is None or (math.isfinite(found) and found >= 0)


@given(seconds=st.integers(0, 10**6))
def test_retry_after_date(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert parse_retry_after({"retry-after": date}, now=NOW.timestamp()) == seconds
