"""What the recordings of a real server hold: our contract, and no secrets. Their replays: tests/cassettes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).parents[2]
CASSETTES = ROOT / "tests" / "cassettes" / "handoffrail"
PATHS = sorted(CASSETTES.glob("*/*.yaml"))
KEY = "hr_" + "x" * 43
NEVER_ENDING = {"stream_events"}

each_cassette = pytest.mark.parametrize("path", PATHS, ids=[f"{p.parent.name}/{p.stem}" for p in PATHS])


@dataclass(frozen=True)
class Operation:
    """One operation of the contract, and where its definition is."""

    name: str
    template: str
    definition: dict[str, Any]

    def response(self, status: int) -> dict[str, Any]:
        """What is declared for a status."""
        return resolved(self.definition["responses"][str(status)])

    def queries(self) -> set[str]:
        """Names of the declared query parameters."""
        declared = [resolved(parameter) for parameter in self.definition.get("parameters", [])]
        return {parameter["name"] for parameter in declared if parameter["in"] == "query"}


@dataclass(frozen=True)
class Exchange:
    """One request of a cassette and its answer."""

    request: dict[str, Any]
    response: dict[str, Any]

    @property
    def status(self) -> int:
        return self.response["status"]["code"]

    @property
    def media_type(self) -> str | None:
        return self.response["headers"].get("content-type", [None])[0]

    @property
    def body(self) -> str:
        return self.response["body"]["string"]

    @property
    def operation(self) -> Operation:
        return operation(self.request["method"].lower(), urlsplit(self.request["uri"]).path)


@cache
def contract() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "openapi" / "handoffrail.yaml").read_text("utf-8"))


@cache
def exchanges(path: Path) -> list[Exchange]:
    return [Exchange(**each) for each in yaml.safe_load(path.read_text("utf-8"))["interactions"]]


@cache
def operation(method: str, path: str) -> Operation:
    """The operation that a request is for; a fixed segment goes before a variable one."""
    found = [
        Operation(definitions[method]["operationId"], template, definitions[method])
        for template, definitions in contract()["paths"].items()
        if method in definitions and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)
    ]
    return min(found, key=lambda each: each.template.count("{"))


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """The definition that a reference leads to."""
    while "$ref" in node:
        target: Any = contract()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def closed(node: Any) -> Any:
    """A copy of the contract in which an object may have the declared properties only."""
    if isinstance(node, list):
        return [closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    copy = {name: closed(value) for name, value in node.items()}
    if node.get("type") == "object" and "properties" in node:
        copy.setdefault("additionalProperties", False)
    return copy


formats = FormatChecker(formats=())


@formats.checks("date-time", raises=ValueError)
def _has_offset(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@formats.checks("date-time-local", raises=ValueError)
def _has_no_offset(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is None


@formats.checks("uuid", raises=ValueError)
def _is_uuid(value: object) -> bool:
    return not isinstance(value, str) or str(UUID(value)) == value


@cache
def registry() -> Registry[Any]:
    resource = DRAFT202012.create_resource(closed(contract()))
    return Registry().with_resource("urn:contract", resource)  # pyright: ignore[reportUnknownMemberType]


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    """How a value breaks a schema of the contract."""
    anchored = json.loads(json.dumps(closed(schema)).replace('"#/', '"urn:contract#/'))
    validator = Draft202012Validator(anchored, registry=registry(), format_checker=formats)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def disagreements(exchange: Exchange) -> Iterator[str]:
    """Where a recorded exchange is not as the contract says."""
    operation, request = exchange.operation, exchange.request
    sent = {name for name, _ in parse_qsl(urlsplit(request["uri"]).query)}
    yield from (f"undeclared query parameter {name}" for name in sorted(sent - operation.queries()))
    if request["body"] and exchange.status != 422:
        schema = operation.definition["requestBody"]["content"]["application/json"]["schema"]
        yield from problems(schema, json.loads(request["body"]))
    if str(exchange.status) not in operation.definition["responses"]:
        yield f"undeclared status {exchange.status}"
        return
    declared = operation.response(exchange.status)
    headers = {name.lower(): resolved(header) for name, header in declared.get("headers", {}).items()}
    for name, [text] in exchange.response["headers"].items():
        if name in headers:
            yield from problems(headers[name]["schema"], int(text) if text.isdigit() else text)
        elif name.startswith("x-") or name == "retry-after":
            yield f"undeclared header {name}"
    if "content" not in declared:
        yield from ["undeclared body"] if exchange.body else []
        return
    media = {name: each for name, each in declared["content"].items() if name == media_name(exchange)}
    if not media:
        yield f"undeclared media type {exchange.media_type}"
    for name, each in media.items():
        yield from problems(
            each["schema"], json.loads(exchange.body) if name == "application/json" else exchange.body
        )


def media_name(exchange: Exchange) -> str:
    return (exchange.media_type or "").partition(";")[0]


@each_cassette
def test_the_server_keeps_to_the_contract(path: Path) -> None:
    found = [
        f"{exchange.operation.name} {exchange.status}: {problem}"
        for exchange in exchanges(path)
        for problem in disagreements(exchange)
    ]
    assert found == []


def test_every_operation_is_recorded_with_success() -> None:
    succeeded = {
        exchange.operation.name for path in PATHS for exchange in exchanges(path) if exchange.status < 300
    }
    declared = {
        definition["operationId"] for each in contract()["paths"].values() for definition in each.values()
    }
    assert declared - succeeded == NEVER_ENDING


def test_every_error_status_is_recorded() -> None:
    seen = {exchange.status for path in PATHS for exchange in exchanges(path)}
    assert seen == {200, 201, 204, 400, 401, 403, 404, 409, 410, 413, 422, 429, 500}


def test_every_form_of_an_error_body_is_recorded() -> None:
    forms = {
        (exchange.status, type(json.loads(exchange.body)["detail"]).__name__)
        for path in PATHS
        for exchange in exchanges(path)
        if exchange.status >= 400 and exchange.media_type == "application/json"
    }
    assert {(409, "str"), (409, "dict"), (422, "str"), (422, "list")} <= forms


def test_a_refusal_for_haste_says_when_to_come_back() -> None:
    [refused] = [each for each in exchanges(CASSETTES / "errors" / "burst.yaml") if each.status == 429]
    names = {name for name in refused.response["headers"] if name.startswith(("x-ratelimit", "retry"))}
    assert names == {
        "retry-after",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-ratelimit-tier",
    }


@each_cassette
def test_no_secret_is_recorded(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r"hr_[\w-]{20,}", text)) == {KEY}
    assert set(re.findall(r'"key_prefix":\s?"(.*?)"', text)) <= {KEY[:8]}
    assert set(re.findall(r'"secret":\s?"(.*?)"', text)) <= {"placeholder of a secret"}
    assert not re.search(r"[?&]api_key=|set-cookie|authorization|localhost|127\.0\.0\.1", text, re.IGNORECASE)


@each_cassette
def test_the_key_is_sent_as_a_header(path: Path) -> None:
    for exchange in exchanges(path):
        assert exchange.request["headers"].get("x-api-key") == [KEY]
        assert exchange.request["uri"].startswith("http://handoffrail.test/")


@each_cassette
def test_a_cassette_says_where_it_is_from(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert re.match(
        r"# Recorded from a real HandoffRail server 0\.2\.0 in sqlite mode on 20\d\d-\d\d-\d\d;", first
    )


@each_cassette
def test_a_cassette_belongs_to_a_test(path: Path) -> None:
    module = CASSETTES / f"test_{path.parent.name}.py"
    assert f"async def test_{path.stem}(" in module.read_text("utf-8")
