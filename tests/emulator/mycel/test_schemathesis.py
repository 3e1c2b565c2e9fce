"""Requests invented from the contract find no server error, and no answer that the contract does not allow.

The same requests every time: the examples are derived from the contract and from nothing random.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

OPENAPI = Path(__file__).parents[3] / "openapi" / "mycel.yaml"
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
EXAMPLES = 8

schema = schemathesis.openapi.from_path(OPENAPI)


class Server(NamedTuple):
    """An emulator with something in it, and the identifiers of that."""

    url: str
    session: requests.Session
    known: dict[str, str]


@pytest.fixture
def server(owner: Any, stranger: Any) -> Iterator[Server]:
    chat_id = owner.group()
    owner.send(chat_id)
    owner.post(f"/chats/{chat_id}/tasks", {"subject": "s", "description": "d"})
    owner.post(f"/chats/{chat_id}/workflow/events", {"kind": "k"})
    bond = stranger.post("/relationships/request", {"target_user_id": owner.id})
    request = stranger.post(f"/chats/{chat_id}/join-requests", {})
    known = {
        "chat_id": chat_id,
        "task_id": "1",
        "event_id": "1",
        "relationship_id": bond["id"],
        "request_id": request["id"],
    }
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {owner.token}"
        session.trust_env = False
        yield Server(owner.emulator.url, session, known)


budget = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@budget
def test_invented_requests(case: schemathesis.Case, server: Server) -> None:
    send(case, server)


@schema.include(path_regex="{").parametrize()
@budget
def test_invented_requests_about_something_known(case: schemathesis.Case, server: Server) -> None:
    for name in case.path_parameters:
        case.path_parameters[name] = server.known[name]
    send(case, server)


def send(case: schemathesis.Case, server: Server) -> None:
    if case.operation.path.endswith("/inbox/wait"):
        case.query["timeout_seconds"] = 0
    response = case.call(base_url=server.url, session=server.session, timeout=10)
    case.validate_response(response, checks=CHECKS)
