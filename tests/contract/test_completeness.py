"""Operations, methods and models: each fits, or says why not."""

from __future__ import annotations

import shutil
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
from demo_backend_client.api.things import change_thing, find_thing, list_things, make_thing
from demo_backend_client.api.things import prove, watch_things
from demo_backend_client.models import Proof
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

    async def find(self, thing_id: str) -> Thing:
        return await self._call_thing(find_thing.asyncio_detailed, thing_id, client=self._wire)

    async def change(self, *, name: str | Keep = KEEP, size: int | Keep = KEEP) -> None:
        fields = plain(given(name=name))
        fields |= {"size": size}
        body = self._body(wire.Change.from_dict, {"kind": "new", **fields})
        await self._call_empty(change_thing.asyncio_detailed, client=self._wire, body=body)

    async def prove(self, secret: bytes) -> str:
        answer = await prove.asyncio_detailed(client=self._wire, body=proof(secret))
        return decode(Proved, answer.content).token

    async def _call_thing(self, endpoint, *args, **kwargs) -> Thing:
        response = await endpoint(*args, **kwargs)
        return self._decode(Thing, endpoint, response)

    def watch(self, options: dict) -> object:
        return self._stream(watch_things._get_kwargs(**options))


def proof(secret: bytes) -> Proof:
    return Proof(public_key=secret)


class Proved:
    pass
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
        "/things/{id}": {
            "get": {"operationId": "find_thing", "responses": {}},
            "patch": {"operationId": "change_thing", "responses": {}},
        },
        "/proof": {
            "post": {
                "operationId": "prove",
                "requestBody": {
                    "content": {"application/json": {"schema": {"properties": {"publicKey": {}}}}}
                },
                "responses": {},
            }
        },
    }
}


def test_what_a_facade_sends_and_reads_is_read_from_its_source(tmp_path):
    folder = tmp_path / "src" / "fairlead" / "_async" / "demo"
    folder.mkdir(parents=True)
    (folder / "things.py").write_text(SOURCE)
    shutil.copy(PROJECT.root / "src/fairlead/_async/_client.py", folder.parent)  # which has _call_empty
    document: spec.Json = DOCUMENT
    assert calls.calls(Project(tmp_path), "demo", document) == {
        "change_thing": {
            "by": ["change"],
            "body": {"kind": "always", "name": "sometimes", "size": "sometimes"},
        },
        "find_thing": {
            "by": ["find"],
            "reads": ["fairlead.demo.models.Thing"],
            "sends": {"path 1": "thing_id"},
            "always": ["path 1"],
        },
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
        "prove": {
            "by": ["prove"],
            "reads": ["fairlead._async.demo.things.Proved"],
            "body": {"publicKey": "always"},
        },
        "watch_things": {"by": ["watch"], "reads": ["any"], "sends": "any", "body": "any"},
    }
