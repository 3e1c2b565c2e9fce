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

OPENAPI = Path(__file__).parents[3] / "openapi" / "handoffrail.yaml"
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
EXAMPLES = 15

# The event stream never ends.
schema = schemathesis.openapi.from_path(OPENAPI).exclude(operation_id="stream_events")


class Server(NamedTuple):
    """An emulator with something in it, and the identifiers of that."""

    url: str
    session: requests.Session
    known: dict[str, str]


@pytest.fixture(scope="module")
def server(module_wire: Any) -> Iterator[Server]:
    wire = module_wire
    hook = {"url": "http://127.0.0.1:9/", "secret": "s" * 16}
    known = {
        "packet_id": wire.packet_in("awaiting_human"),
        "schema_id": wire.call("POST", "/schemas", {"name": "s", "json_schema": {"type": "object"}}),
        "webhook_id": wire.call("POST", "/hooks", hook),
        "key_id": wire.call("POST", "/keys", {"name": "k"}),
        "tenant_id": wire.call("POST", "/tenants", {"name": "t"}),
        "delivery_id": "unknown",
    }
    known = {name: made if isinstance(made, str) else made.json()["id"] for name, made in known.items()}
    with requests.Session() as session:
        session.headers["X-API-Key"] = wire.key
        session.trust_env = False
        yield Server(wire.emulator.url, session, known)
    wire.emulator.reset()


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
    case.validate_response(response, checks=CHECKS)
