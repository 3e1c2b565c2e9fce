"""The pipeline's pure parts."""

from __future__ import annotations

import copy
import random

import pytest
import yaml

from codegen import manifest, spec, templates, twins
from codegen.project import Project

DOCUMENT = spec.load(Project().spec("handoffrail"))
OPERATIONS = {operation.id: operation for operation in spec.operations(DOCUMENT)}


def digest_after(change, operation="list_packets"):
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return spec.digest(document, next(found for found in spec.operations(document) if found.id == operation))


def describe(document):
    for node in walk(document):
        if isinstance(node.get("description"), str):
            node["description"] = "other words"


def reorder(document):
    schemas = document["components"]["schemas"]
    names = list(schemas)
    random.Random(1).shuffle(names)
    document["components"]["schemas"] = {name: schemas[name] for name in names}


def widen_limit(document):
    operation = document["paths"]["/api/v1/packets"]["get"]
    next(
        parameter
        for parameter in (spec.resolve(document, found) for found in operation["parameters"])
        if parameter["name"] == "limit"
    )["schema"]["maximum"] = 500


def retype_nested_field(document):
    document["components"]["schemas"]["AgentInfo"]["properties"]["name"] = {"type": "integer"}


def require_login_no_more(document):
    document["security"] = []


def touch_other_operation(document):
    document["paths"]["/api/v1/keys"]["get"]["parameters"] = [{"name": "x", "in": "query", "schema": {}}]


def walk(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


@pytest.mark.parametrize("change", [describe, reorder, touch_other_operation])
def test_words_order_and_other_operations_do_not_change_a_digest(change):
    assert digest_after(change) == spec.digest(DOCUMENT, OPERATIONS["list_packets"])


@pytest.mark.parametrize("change", [widen_limit, retype_nested_field, require_login_no_more])
def test_what_is_on_the_wire_changes_a_digest(change):
    assert digest_after(change) != spec.digest(DOCUMENT, OPERATIONS["list_packets"])


def test_a_field_called_description_counts():
    assert digest_after(
        lambda document: document["components"]["schemas"]["PendingAction"]["properties"].pop("description")
    ) != spec.digest(DOCUMENT, OPERATIONS["list_packets"])


def test_recursive_schemas_have_a_digest():
    document = {
        "paths": {"/t": {"get": {"operationId": "t", "responses": {"200": {"$ref": "#/x"}}}}},
        "x": {"content": {"application/json": {"schema": {"$ref": "#/node"}}}},
        "node": {"type": "object", "properties": {"children": {"items": {"$ref": "#/node"}}}},
    }
    assert spec.digest(document, next(spec.operations(document)))


def test_the_generator_sees_success_bodies_only():
    shown = spec.for_generator(DOCUMENT)
    for operation in spec.operations(shown):
        assert operation.item["responses"], operation.id
        for status, response in operation.item["responses"].items():
            assert status.startswith("2")
            assert "text/event-stream" not in response.get("content", {})
    assert any("422" in operation.item["responses"] for operation in spec.operations(DOCUMENT)), (
        "a copy was changed"
    )


def test_the_generator_sees_defaults_of_constants_only():
    tag = {"type": "string", "const": "web", "default": "web"}
    size = {"type": "integer", "default": 10}
    document = {
        "paths": {
            "/t": {
                "get": {
                    "operationId": "t",
                    "parameters": [{"name": "size", "in": "query", "schema": size}],
                    "responses": {"200": {"description": "t"}},
                }
            }
        },
        "components": {
            "schemas": {"T": {"properties": {"kind": tag, "size": size, "default": {"type": "string"}}}}
        },
    }
    shown = spec.for_generator(document)
    assert shown["paths"]["/t"]["get"]["parameters"][0]["schema"] == {"type": "integer"}
    assert shown["components"]["schemas"]["T"]["properties"] == {
        "kind": tag,
        "size": {"type": "integer"},
        "default": {"type": "string"},
    }


def test_a_contract_without_a_facade_has_no_methods(tmp_path):
    assert manifest.methods(Project(tmp_path), "demo") == {}


def test_an_edit_that_no_longer_fits_the_generator_is_refused(tmp_path, monkeypatch):
    stale = templates.Edit("types.py.jinja", "import requests\n", "", "an example")
    monkeypatch.setattr(templates, "EDITS", [stale])
    with pytest.raises(ValueError, match="exactly one 'import requests'"):
        templates.write(tmp_path)


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("AsyncHttp", "Http"),
        ("fairlead._async._http", "fairlead._sync._http"),
        ("x.aclose()", "x.close()"),
        ("MyAsyncHttpThing", "MyAsyncHttpThing"),
        ("`AsyncHandoffRailClient` waits", "`HandoffRailClient` waits"),
    ],
)
def test_names_are_replaced_as_whole_words(text, twin):
    assert twins.Names.load(Project()).rename(text) == twin


def test_every_operation_of_the_contract_has_a_method_or_a_reason():
    used = {operation for found in manifest.methods(Project(), "handoffrail").values() for operation in found}
    assert set(OPERATIONS) - used == set()


def test_methods_close_over_the_methods_they_call():
    methods = manifest.methods(Project(), "handoffrail")
    assert methods["AsyncHandoffRailClient.complete_packet"] == ["update_packet"]
    assert methods["AsyncHandoffRailClient.iter_packets"] == ["list_packets"]
    assert methods["AsyncEventStream.subscribe"] == []
    assert methods["AsyncHandoffRailClient.events"] == [
        "get_history",
        "get_packet",
        "list_packets",
        "stream_events",
    ]


def test_the_lock_is_what_is_checked_in():
    project = Project()
    assert project.lock.read_text("utf-8") == manifest.build(project)
    lock = yaml.safe_load(project.lock.read_text("utf-8"))["handoffrail"]
    assert set(lock["operations"]) == set(OPERATIONS)


FACADE = {
    "client.py": """
from demo_backend_client.api.things import create_thing, delete_thing, get_thing, list_things

class AsyncThings:
    async def list(self): await list_things.asyncio_detailed()
    async def get(self, id): await get_thing.asyncio_detailed()
    async def delete(self, id): await delete_thing.asyncio_detailed()

class AsyncHandle:
    def __init__(self, things: AsyncThings, id: str):
        self._things = things
    async def read(self):
        things, id = self._things, self.id
        return await things.get(id)
    async def remove(self): await remove(self._things, self.id)
    async def count(self, remove): return len(await self._things.list())

async def remove(things: AsyncThings, id: str): await things.delete(id)

async def start(client) -> AsyncHandle:
    await create_thing.asyncio_detailed()
    return AsyncHandle(client.things, "1")

class AsyncClient(AsyncBaseClient):
    @cached_property
    def things(self) -> AsyncThings: return AsyncThings()
    def handle(self, id) -> AsyncHandle: return AsyncHandle(self.things, id)
    async def start(self): return await start(self)
    async def run(self):
        handle = await start(self)
        return await handle.read()
    async def lend(self): return elsewhere(self.things)
    async def first(self): return await self.things.list()
""",
}


def test_a_method_uses_what_the_objects_in_its_hands_are_used_for(tmp_path):
    facade = tmp_path / "src" / "fairlead" / "_async" / "demo"
    facade.mkdir(parents=True)
    for name, text in FACADE.items():
        (facade / name).write_text(text)
    public = tmp_path / "src" / "fairlead" / "demo"
    public.mkdir()
    (public / "__init__.py").write_text('__all__ = ["AsyncClient", "AsyncHandle", "AsyncThings"]\n')

    assert manifest.methods(Project(tmp_path), "demo") == {
        "AsyncThings.list": ["list_things"],
        "AsyncThings.get": ["get_thing"],
        "AsyncThings.delete": ["delete_thing"],
        "AsyncHandle.read": ["get_thing"],
        "AsyncHandle.remove": ["delete_thing"],
        "AsyncHandle.count": ["list_things"],
        "AsyncClient.handle": ["delete_thing", "get_thing", "list_things"],
        "AsyncClient.start": ["create_thing"],
        "AsyncClient.run": ["create_thing", "get_thing"],
        "AsyncClient.lend": ["delete_thing", "get_thing", "list_things"],
        "AsyncClient.first": ["list_things"],
    }
