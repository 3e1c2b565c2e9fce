"""Operations, methods and models: each fits, or says why not."""

from __future__ import annotations

import tomllib

import pytest

from codegen import calls, completeness, spec
from codegen.project import Project
from fairlead.contract import _source as source
from fairlead.contract._static import misfits
from fairlead.contract._usage import Usage

PROJECT = Project()
GUARD = tomllib.loads(PROJECT.guard.read_text("utf-8"))


def test_nothing_is_without_a_reason():
    assert list(completeness.problems(PROJECT, GUARD)) == []


@pytest.mark.parametrize(
    ("table", "name", "message"),
    [
        ("operations", "chat_v1", "chat_v1 is offered by no method: write a method, or give the reason"),
        ("methods", "*.close", "AsyncClient.close uses no operation"),
    ],
)
def test_a_missing_reason_is_an_error(table, name, message):
    without = {one: reason for one, reason in GUARD[table]["hestia"].items() if one != name}
    found = list(completeness.problems(PROJECT, {**GUARD, table: {**GUARD[table], "hestia": without}}))
    assert any(message in problem for problem in found)


def test_a_reason_that_is_not_needed_is_an_error():
    more = {**GUARD["operations"]["hestia"], "run": "there is no such gap", "chat_v1": " "}
    found = list(
        completeness.problems(PROJECT, {**GUARD, "operations": {**GUARD["operations"], "hestia": more}})
    )
    assert [problem.partition(": ")[2] for problem in found] == [
        "'chat_v1' in [operations.hestia] has no reason",
        "'run' in [operations.hestia] is not needed: remove it",
    ]


def test_a_model_that_cannot_read_the_contract_is_found():
    document = source.contract("handoffrail")
    lock = {
        "methods": {"Client.get_stats": ["get_stats"]},
        "calls": {"get_stats": {"reads": ["fairlead.handoffrail.models.Health"]}},
    }
    assert {one.key for one in misfits(document, Usage("handoffrail", lock))} == {
        "Health.service: missing",
        "Health.status: missing",
    }


def test_a_written_out_field_that_the_contract_does_not_know_is_found():
    lock = {
        "methods": {"Client.login": ["login"]},
        "calls": {"login": {"body": {"identifier": "always", "passwort": "always"}}},
    }
    found = misfits(source.contract("mycel"), Usage("mycel", lock))
    assert [one.key for one in found] == ["body.passwort: unknown"]


SOURCE = """
from demo_backend_client import models as wire
from demo_backend_client.api.things import list_things, make_thing, watch_things
from fairlead.demo.models import Thing, ThingCreate


class AsyncThings:
    async def list(self, owner: str, *, size: int = 10, kind: str | None = None) -> list[Thing]:
        return await self._call(
            list[Thing], list_things.asyncio_detailed, self._segment(owner, "owner"),
            client=self._wire, page_size=size, kind=given(kind),
        )

    async def make(self, request: ThingCreate) -> Thing:
        body = self._body(wire.ThingCreate.from_dict, request.to_dict())
        return await self._call(Thing, make_thing.asyncio_detailed, client=self._wire, body=body)

    def watch(self, options: dict) -> object:
        return self._stream(watch_things._get_kwargs(**options))
"""

DOCUMENT = {
    "paths": {
        "/{owner}/things": {
            "get": {
                "operationId": "list_things",
                "parameters": [
                    {"name": "pageSize", "in": "query", "schema": {}},
                    {"name": "kind", "in": "query", "schema": {}},
                ],
                "responses": {},
            },
            "post": {"operationId": "make_thing", "responses": {}},
        },
        "/watch": {"get": {"operationId": "watch_things", "responses": {}}},
    }
}


def test_what_a_facade_sends_and_reads_is_read_from_its_source(tmp_path):
    folder = tmp_path / "src" / "fairlead" / "_async" / "demo"
    folder.mkdir(parents=True)
    (folder / "things.py").write_text(SOURCE)
    document: spec.Json = DOCUMENT
    assert calls.calls(Project(tmp_path), "demo", document) == {
        "list_things": {
            "by": ["list"],
            "reads": ["list[fairlead.demo.models.Thing]"],
            "sends": {"path 1": "owner", "query kind": "kind", "query pageSize": "size"},
            "always": ["path 1", "query pageSize"],
        },
        "make_thing": {
            "by": ["make"],
            "reads": ["fairlead.demo.models.Thing"],
            "body": ["fairlead.demo.models.ThingCreate"],
        },
        "watch_things": {"by": ["watch"], "reads": ["any"], "sends": "any", "body": "any"},
    }
