# Made from src/fairlead/_async/hai/_work.py by `nox -s regenerate`: edit that one.
"""Running the tools that an agent calls, and sending what became of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Final

from fairlead._core.deadline import Deadline
from fairlead._sync import _io
from fairlead._sync._http import Http
from fairlead._sync.hai.sessions import Sessions
from fairlead.hai._calls import Calls, Claim, Result, packed
from fairlead.hai._follow import Follow
from fairlead.hai._results import failed, succeeded
from fairlead.hai.exceptions import ApiError, ConflictError, TransportError
from fairlead.hai.tools import Tool

ATTEMPTS: Final = 3
"""How often results are sent, at most."""

PAUSE: Final = 0.5
"""Seconds before results are sent again; doubles with each further time."""


def answer_calls(
    id: str,
    calls: Calls,
    follow: Follow,
    sessions: Sessions,
    deadline: Deadline,
    tools: Sequence[Tool],
    http: Http,
) -> None:
    """Run the open calls and send their results, in the order of the calls.

    It returns early when the time is up, or when it is not known whether the results arrived; then there are
    still calls to be answered, and their results are there.

    Raises:
        ApiError: The service does not take the results.
        TransportError: They could not be sent, again and again.
    """
    claims = calls.take(follow)
    try:
        _start(claims, {tool.name: tool for tool in tools})
        _io.wait_for([claim.job for claim in claims if claim.job is not None], deadline.remaining)
        results = [_result(claim) for claim in claims if claim.job is None or claim.job.is_done]
        if len(results) == len(claims):
            _send(id, claims, results, follow, sessions, deadline, http)
    except BaseException:
        for claim in claims:
            if claim.job is not None and claim.job.stop():
                claim.job = None
        raise
    finally:
        calls.release(follow)


def _start(claims: Sequence[Claim], tools: Mapping[str, Tool]) -> None:
    for claim in claims:
        tool = tools.get(claim.request.tool_name)
        if claim.job is None and tool is not None:
            run = functools.partial(tool.invoke, claim.request.args)
            claim.job = _io.Job(run, is_coroutine=tool.is_async)


def _result(claim: Claim) -> Result:
    """What became of a call.

    Raises:
        BaseException: What the tool raised, if it is no `Exception`.
    """
    if claim.job is None:
        return failed(claim.request, LookupError(f"there is no tool {claim.request.tool_name!r}"))
    value, error = claim.job.result()
    if error is None:
        return succeeded(claim.request, value)
    if isinstance(error, Exception):
        return failed(claim.request, error)
    claim.job = None
    raise error


def _send(
    id: str,
    claims: Sequence[Claim],
    results: Sequence[Result],
    follow: Follow,
    sessions: Sessions,
    deadline: Deadline,
    http: Http,
) -> None:
    attempt = 1 + max(claim.failures for claim in claims)
    try:
        for body in packed(results):
            sessions.send_session_tool_results(id, request=body, request_options={"max_retries": 0})
    except ConflictError:
        pass  # the session has ended; nobody needs the results any more
    except (TransportError, ApiError) as error:
        if attempt == ATTEMPTS or not _may_pass(error):
            raise
        for claim in claims:
            claim.failures = attempt
        # They may have arrived all the same: the log tells, before they are sent again.
        follow.doubt()
        http.wait(deadline.cap(PAUSE * 2 ** (attempt - 1)) or 0.0)
        return
    for claim in claims:
        claim.answered, claim.job = True, None


def _may_pass(error: TransportError | ApiError) -> bool:
    status = error.status
    return status is None or status in {408, 429} or status >= 500
