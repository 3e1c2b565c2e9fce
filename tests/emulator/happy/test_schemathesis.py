"""Requests invented from the contract find no server error but the known ones, and no undeclared answer.

The same requests every time: the examples are derived from the contract and from nothing random.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

OPENAPI = Path(__file__).parents[3] / "openapi" / "happy.yaml"
CONFORMS = [
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
EXAMPLES = 4
FAIL_AS_THE_REAL_SERVER_DOES = {
    "sign_in",  # keys and signatures of the wrong length
    "list_feed",  # malformed cursors
    "delete_vendor_token",  # vendors without a token
    "start_voice_conversation",  # no service
    "get_voice_usage",
}

schema = schemathesis.openapi.from_path(OPENAPI)


class Server(NamedTuple):
    """An emulator with something in it, and the identifiers of that."""

    url: str
    session: requests.Session
    known: dict[str, str]


@pytest.fixture
def server(owner: Any, stranger: Any) -> Iterator[Server]:
    known = {
        "session_id": owner.session(),
        "machine_id": owner.machine(),
        "artifact_id": str(uuid4()),
        "file": "x.enc",
        "key": "k",
        "token": "t",
        "user_id": stranger.get("/v1/account/profile")["id"],
        "vendor": "openai",
    }
    owner.send(known["session_id"], "a", "b")
    owner.post("/v1/push-tokens", {"token": "t"})
    owner.post("/v1/kv", {"mutations": [{"key": "k", "value": "v", "version": -1}]})
    artifact = {"id": known["artifact_id"], "header": "h", "body": "b", "dataEncryptionKey": "k"}
    owner.post("/v1/artifacts", artifact)
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
    response = case.call(base_url=server.url, session=server.session, timeout=10)
    operation = case.operation.definition.raw["operationId"]
    may_fail = operation in FAIL_AS_THE_REAL_SERVER_DOES
    case.validate_response(response, checks=CONFORMS if may_fail else [*CONFORMS, checks.not_a_server_error])
