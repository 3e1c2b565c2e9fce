"""The contract of H Company Agents, and what is generated from it: each schema comes out as it went in."""

from __future__ import annotations

import datetime
import enum
import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import attrs
import hai_backend_client.api
import hai_backend_client.models
import pydantic
import pytest
from hai_backend_client.types import Unset
from hai_backend_models import api, events
from jsonschema import Draft202012Validator

from codegen import spec
from codegen.project import Project
from fairlead import hai

CONTRACT = spec.load(Project().spec("hai"))
EVENTS = spec.load(Project().events("hai"))
SCHEMAS: dict[str, Any] = CONTRACT["components"]["schemas"]
DEFS: dict[str, Any] = EVENTS["$defs"]
OPERATIONS = list(spec.operations(CONTRACT))

ENUMS = [name for name, schema in SCHEMAS.items() if "enum" in schema]
OBJECTS = [name for name, schema in SCHEMAS.items() if "properties" in schema or "allOf" in schema]

# Schemas that the generators fold into the fields that use them: one such field for each.
CARRIERS = {
    "Environment": ("EnvironmentPage", "items"),
    "KnownEnvironment": ("EnvironmentPage", "items"),
    "SessionEvent": ("PageSessionEvent", "items"),
    "JsonObject": ("SessionRequest", "overrides"),
}


# Examples: few, but among them every value of every enumeration and every variant of every union.


def examples(document: spec.Json, schema: spec.Json, seen: tuple[str, ...] = ()) -> list[Any]:
    """Valid values of a schema: for an object, the smallest, and as many full ones as it takes."""
    if "$ref" in schema:
        name = schema["$ref"]
        # An agent may have subagents, which are agents: once is enough.
        return [] if name in seen else examples(document, spec.resolve(document, schema), (*seen, name))
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return [value for option in schema[key] for value in examples(document, option, seen)]
    if "allOf" in schema:
        parts = [examples(document, part, seen) for part in schema["allOf"]]
        return [{k: v for part in row for k, v in part.items()} for row in _rows(parts)]
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    types = schema.get("type", ["null", "boolean", "integer", "number", "string", "array", "object"])
    return [
        value
        for one in ([types] if isinstance(types, str) else types)
        for value in _examples_of_type(document, schema, one, seen)
    ]


def _examples_of_type(
    document: spec.Json, schema: spec.Json, kind: str, seen: tuple[str, ...]
) -> Sequence[Any]:
    match kind:
        case "null":
            return [None]
        case "boolean":
            return [True, False]
        case "integer":
            low = schema.get("minimum", schema.get("exclusiveMinimum", -8) + 1)
            return [low, schema.get("maximum", low + 7)]
        case "number":
            low = schema.get("minimum", schema.get("exclusiveMinimum", -2) + 0.5)
            return [low, low + 0.25, schema.get("maximum", low + 7)]
        case "string":
            return _texts(schema)
        case "array":
            items = examples(document, schema.get("items", {"type": "string"}), seen)
            return [items] if schema.get("minItems") else [[], items]
        case _:
            return _objects(document, schema, seen)


def _texts(schema: spec.Json) -> list[str]:
    if "pattern" in schema:
        return [text for text in ("code", "Web") if re.search(schema["pattern"], text)]
    match schema.get("format"):
        case "uuid":
            return ["3fa85f64-5717-4562-b3fc-2c963f66afa6"]
        case "date-time":
            return ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678+02:00", "2026-01-02T03:04:05"]
        case _:
            longest = schema.get("maxLength", 3)
            return ["x" * schema.get("minLength", 0), "☃" * longest]


def _objects(document: spec.Json, schema: spec.Json, seen: tuple[str, ...]) -> list[spec.Json]:
    properties = {name: examples(document, one, seen) for name, one in schema.get("properties", {}).items()}
    smallest = {name: properties[name][0] for name in schema.get("required", ())}
    more = schema.get("additionalProperties", False)
    extra = {} if more is False else {"new": examples(document, {} if more is True else more, seen)}
    names = [name for name, values in {**properties, **extra}.items() if values]
    full = _rows([{**properties, **extra}[name] for name in names]) if names else []
    return [smallest, *(dict(zip(names, row, strict=True)) for row in full)]


def _rows(columns: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """As many rows as the longest column has values, so that each value is in one of them."""
    return [tuple(column[row % len(column)] for column in columns) for row in range(max(map(len, columns)))]


# Decoding and encoding with either generated package.


def attrs_class(name: str) -> Any:
    return getattr(hai_backend_client.models, name)


def attrs_module(name: str) -> Any:
    return importlib.import_module(
        hai_backend_client.models._MODULES[name], hai_backend_client.models.__name__
    )


def plain(value: Any) -> Any:
    """JSON data in which equal times are equal text: each package spells offsets and fractions its way."""
    match value:
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case pydantic.SecretStr():
            return value.get_secret_value()
        case enum.Enum():
            return value.value
        case UUID():
            return str(value)
        case datetime.datetime():
            return value.isoformat()
        case str() if re.match(r"\d{4}-\d\d-\d\dT", value):
            return datetime.datetime.fromisoformat(value).isoformat()
        case _:
            return value


def through_pydantic(model: type[pydantic.BaseModel], value: Any) -> Any:
    decoded = model.model_validate(value)
    assert model.model_validate_json(json.dumps(value)) == decoded
    return decoded.model_dump(exclude_unset=True)


def carried(name: str, value: Any) -> tuple[str, Any]:
    """A value in the field that carries it, and the schema that the field belongs to."""
    if name not in CARRIERS:
        return name, value
    carrier, field = CARRIERS[name]
    whole = examples(CONTRACT, SCHEMAS[carrier])[0]
    listed = SCHEMAS[carrier]["properties"][field].get("type") == "array"
    return carrier, {**whole, field: [value] if listed else value}


def held(read: Any, field: str) -> Any:
    """A field, under the name it has in Python."""
    return getattr(read, field if hasattr(read, field) else f"{field}_")


def name_of(read: Any, field: str) -> str:
    """The schema that a field, or the only item of a list, was read as."""
    found = held(read, field)
    # Free-form objects are plain dicts in pydantic models.
    return type(found[0] if isinstance(found, list) else found).__name__.replace("dict", "JsonObject")


def decoded(name: str, whole: spec.Json) -> tuple[Any, Any]:
    """A value as both packages read it."""
    return attrs_class(name).from_dict(whole), getattr(api, name).model_validate(whole)


# Every schema.


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_examples_are_valid(name):
    validator = Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    )
    values = examples(CONTRACT, SCHEMAS[name])
    assert values
    for value in values:
        validator.validate(value)


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - set(ENUMS)))
def test_every_schema_comes_back_the_same(name):
    for value in examples(CONTRACT, SCHEMAS[name]):
        schema, whole = carried(name, value)
        assert plain(attrs_class(schema).from_dict(whole).to_dict()) == plain(whole)
        assert plain(through_pydantic(getattr(api, schema), whole)) == plain(whole)


@pytest.mark.parametrize("name", ENUMS)
def test_every_enumeration_knows_its_values(name):
    values = SCHEMAS[name]["enum"]
    assert [member.value for member in getattr(api, name)] == values
    snake = attrs_module(name)
    check = getattr(snake, next(one for one in vars(snake) if one.startswith("check_")))
    assert [check(value) for value in values] == values
    with pytest.raises(TypeError, match="Unexpected value"):
        check("something_new")


@pytest.mark.parametrize("name", sorted(set(DEFS) - {"JsonObject"}))
def test_every_message_comes_back_the_same(name):
    model = getattr(events, name)
    for value in examples(EVENTS, DEFS[name]):
        if issubclass(model, enum.Enum):
            assert model(value).value == value
        else:
            assert plain(through_pydantic(model, value)) == plain(value)


def test_the_events_are_those_of_the_contract():
    both = SCHEMAS.keys() & DEFS.keys() - {"SessionEvent"}
    assert len(both) > 40
    contract = json.loads(json.dumps(SCHEMAS).replace("#/components/schemas/", "#/$defs/"))
    for name in both:
        assert {key: value for key, value in DEFS[name].items() if key != "title"} == contract[name], name
    tagged, rest = SCHEMAS["SessionEvent"]["anyOf"]
    assert variants(DEFS["SessionEvent"]) == variants({"anyOf": [*tagged["oneOf"], rest]})


# Unions.


def variants(schema: spec.Json, document: spec.Json | None = None) -> list[str]:
    """Names of the schemas that a union consists of, nested unions opened."""
    names: list[str] = []
    for option in [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        target = spec.resolve(document, option) if document else option
        if "$ref" in option and not {"anyOf", "oneOf", "enum"} & target.keys():
            names.append(option["$ref"].rpartition("/")[2])
        else:
            names += variants(target, document)
    return names


def unions() -> Iterator[tuple[str, str, str]]:
    """Schema, field and variant, for each variant of each field that may hold one of several schemas."""
    for name in OBJECTS:
        for field, schema in SCHEMAS[name].get("properties", {}).items():
            held = spec.resolve(CONTRACT, schema.get("items", schema))
            found = variants(held, CONTRACT)
            if len(found) + any(option.get("type") == "string" for option in held.get("anyOf", ())) > 1:
                yield from ((name, field, variant) for variant in found)


def has_tag(name: str) -> bool:
    return any("const" in field for field in SCHEMAS[name].get("properties", {}).values())


@pytest.mark.parametrize(("name", "field", "variant"), sorted(set(unions())))
def test_every_variant_is_read_as_itself(name, field, variant):
    whole = examples(CONTRACT, SCHEMAS[name])[0]
    listed = "array" in SCHEMAS[name]["properties"][field].get("type", ())
    for value in examples(CONTRACT, SCHEMAS[variant]):
        for read in decoded(name, {**whole, field: [value] if listed else value}):
            assert name_of(read, field) == variant


@pytest.mark.parametrize(("name", "field", "variant"), sorted({one for one in unions() if has_tag(one[2])}))
def test_the_tag_alone_decides(name, field, variant):
    siblings = [one for *place, one in unions() if place == [name, field]]
    whole = examples(CONTRACT, SCHEMAS[name])[0]
    listed = "array" in SCHEMAS[name]["properties"][field].get("type", ())
    # All that any variant needs, under the tag of this one.
    value = {key: one for other in siblings for key, one in examples(CONTRACT, SCHEMAS[other])[-1].items()}
    value |= examples(CONTRACT, SCHEMAS[variant])[-1]
    for read in decoded(name, {**whole, field: [value] if listed else value}):
        assert name_of(read, field) == variant


def test_the_unions_are_found():
    found = list(unions())
    assert len([one for one in found if one[:2] == ("PageSessionEvent", "items")]) == 14
    assert len([one for one in found if one[:2] == ("AgentEvent", "data")]) == 7
    assert ("PageAgent", "items", "AgentWithRevision") in found
    assert {one[:2] for one in found} >= {
        ("Agent", "environments"),
        ("Agent", "subagents"),
        ("Browser", "mode"),
        ("EnvironmentPage", "items"),
        ("MessageEvent", "content"),
        ("PatchEnvironment", "mode"),
        ("SessionRequest", "agent"),
        ("SessionRequest", "messages"),
        ("ToolResultBatch", "results"),
    }


@pytest.mark.parametrize(
    "event",
    [
        {"type": "ChatMessageEvent", "data": {"text": "hi"}},
        {"type": "ChatMessageEvent", "data": None},
        {"type": "AgentEvent", "data": {"kind": "new_event"}},
        {"type": "AgentEvent", "data": {"answer": "no kind"}},
        {"type": "AgentErrorEvent", "data": {}},
        {"type": "AgentEvent", "data": "no object"},
    ],
    ids=str,
)
def test_events_that_no_variant_describes_keep_their_data(event):
    event = {**event, "timestamp": "2026-01-02T03:04:05Z"}
    for read in decoded("PageSessionEvent", {"items": [event], "total": 1, "page": 1}):
        assert type(read.items[0]).__name__ == "TrajectoryEvent"
        assert held(read.items[0], "type") == event["type"]
        assert read.items[0].data == event["data"]
    assert type(events.SessionEvent.model_validate(event).root).__name__ == "TrajectoryEvent"


def test_environments_of_new_kinds_keep_their_fields():
    agent = {"name": "a", "description": "b", "environments": [{"id": "c", "kind": "code", "image": "d"}]}
    for read in decoded("Agent", agent):
        assert type(read.environments[0]).__name__ == "OtherEnvironment"
    for sent in (attrs_class("Agent").from_dict(agent).to_dict(), api.Agent(**agent).model_dump()):
        assert sent["environments"] == agent["environments"]


@pytest.mark.parametrize(
    "environment",
    [
        {"id": "a"},
        {"kind": "web"},
        {"id": "", "kind": "web"},
        {"id": "a", "kind": "desktop"},
        {"id": "a", "kind": "web", "settle_s": 11},
        {"id": "a", "kind": "web", "host": "cloud", "headless": "no"},
        {"id": "a", "kind": "web", "mode": {"type": "sound"}},
        {"id": "a", "kind": "web", "mode": {}},
    ],
    ids=str,
)
def test_a_known_kind_of_environment_has_to_be_right(environment):
    with pytest.raises(pydantic.ValidationError):
        api.EnvironmentPage.model_validate({"items": [environment], "total": 1, "page": 1})


@pytest.mark.parametrize("value", [{}, {"type": "sound"}])
def test_a_closed_union_without_a_known_tag_is_refused(value):
    whole = {"id": "a", "kind": "web", "mode": value}
    with pytest.raises((KeyError, ValueError)):
        attrs_class("Browser").from_dict(whole)
    with pytest.raises(pydantic.ValidationError):
        api.Browser.model_validate(whole)


@pytest.mark.parametrize(
    ("payload", "variant"),
    [
        (
            {"type": "session.status_updated", "data": {"session_id": "s", "status": "idle"}},
            "SessionStatusUpdated",
        ),
        ({"type": "session.status_updated", "data": {}}, "WebhookEvent"),
        ({"type": "session.completed", "data": {"session_id": "s"}}, "WebhookEvent"),
        ({"type": "ping", "data": {}}, "WebhookEvent"),
    ],
    ids=str,
)
def test_webhooks_are_read_by_their_type(payload, variant):
    whole = {**payload, "id": "evt_0", "created_at": "2026-01-01T00:00:00.000Z"}
    read = events.WebhookPayload.model_validate(whole).root
    assert type(read).__name__ == variant
    assert read.model_dump(exclude_unset=True) == whole


# Enumerations are closed where we send and open where we read.


def open_fields() -> Iterator[tuple[str, str]]:
    for name in OBJECTS:
        for field, schema in SCHEMAS[name].get("properties", {}).items():
            options = schema.get("anyOf", ())
            if (
                any("enum" in spec.resolve(CONTRACT, one) for one in options)
                and {"type": "string"} in options
            ):
                yield name, field


@pytest.mark.parametrize(("name", "field"), list(open_fields()))
def test_what_is_read_may_have_new_values(name, field):
    whole = {**examples(CONTRACT, SCHEMAS[name])[0], field: "something_new"}
    for read in decoded(name, whole):
        assert held(read, field) == "something_new"
    assert attrs_class(name).from_dict(whole).to_dict()[field] == "something_new"


def test_what_clients_may_send_is_closed():
    closed = set[str]()
    for schema in SCHEMAS.values():
        for field in schema.get("properties", {}).values():
            options = [field, *field.get("anyOf", ())]
            if {"type": "string"} not in options:
                closed |= {one["$ref"].rpartition("/")[2] for one in options if "$ref" in one}
    assert closed & {*ENUMS} == {"ContentSource", "EnvironmentHost", "ProxyPool", "ReasoningEffort"}


# What is sent.


@pytest.mark.parametrize("name", OBJECTS)
def test_only_what_was_set_is_sent(name):
    smallest = examples(CONTRACT, SCHEMAS[name])[0]
    model = attrs_class(name)
    read = model.from_dict(smallest)
    needed = {
        field.name: getattr(read, field.name)
        for field in attrs.fields(model)
        if field.init and field.default is attrs.NOTHING
    }
    # The constants that name a variant are there although nobody set them.
    assert plain(model(**needed).to_dict()) == plain(smallest)


def test_leaving_out_null_and_a_value_are_three_things():
    for value in ({}, {"delete_after_min": None}, {"delete_after_min": 43200}):
        request = {"agent": "h/web-surfer-flash", **value}
        assert attrs_class("SessionRequest").from_dict(request).to_dict() == request
        read = api.SessionRequest.model_validate(request)
        assert read.model_dump(exclude_unset=True) == request


# Operations.


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_operation_has_an_endpoint_that_sends_nothing_by_itself(operation):
    (tag,) = operation.item["tags"]
    endpoint = importlib.import_module(f"hai_backend_client.api.{tag}.{operation.id}")
    assert inspect.iscoroutinefunction(endpoint.asyncio_detailed)
    for function in (endpoint.asyncio_detailed, endpoint.sync_detailed):
        parameters = inspect.signature(function).parameters.values()
        defaults = [one.default for one in parameters if one.default is not inspect.Parameter.empty]
        assert all(isinstance(default, Unset) for default in defaults)
        needed = {one.name for one in parameters if one.default is inspect.Parameter.empty} - {
            "client",
            "body",
        }
        assert needed == {
            one["name"]
            for one in (spec.resolve(CONTRACT, found) for found in operation.item.get("parameters", ()))
            if one.get("required")
        }


def test_the_operations_are_all_there():
    assert len(OPERATIONS) == 74
    made = {
        f"{package.name}.{module.name}"
        for package in pkgutil.iter_modules(hai_backend_client.api.__path__)
        for module in pkgutil.iter_modules([f"{hai_backend_client.api.__path__[0]}/{package.name}"])
    }
    assert made == {f"{operation.item['tags'][0]}.{operation.id}" for operation in OPERATIONS}
    assert {operation.item["tags"][0] for operation in OPERATIONS} == {
        "agents",
        "browser_profiles",
        "environments",
        "quota",
        "schedules",
        "session_files",
        "sessions",
        "skills",
        "vaults",
        "webhooks",
    }


def test_every_error_is_a_shared_response():
    for operation in OPERATIONS:
        errors = {
            status: response
            for status, response in operation.item["responses"].items()
            if status[0] in "45" and status != "4XX"
        }
        assert {"401", "422", "429", "5XX"} <= errors.keys(), operation.id
        assert all("$ref" in response for response in errors.values()), operation.id


# The public models.

# Bodies that are keywords of a method, error bodies, and unions, which are no models of their own.
NOT_PUBLIC = {
    *("AccessProblem", "EnvironmentNotPublicError", "ErrorDetail", "GatewayError", "HTTPValidationError"),
    *("BrowserProfileCreate", "CreateSchedule", "CreateWebhook", "JsonObject", "ListFilesRequest"),
    *("PatchAgent", "PatchEnvironment", "PatchSkill", "QuotaError", "QuotaErrorResponse", "ReadFileRequest"),
    *("UpdateSchedule", "UpdateWebhook", "ValidationError", "VaultCreateRequest", "VaultTokenRotateRequest"),
    *("VaultUpdateRequest", "WriteFileRequest", "KnownEnvironment", "QuotaErrorScope", "QuotaErrorType"),
}
PUBLIC = sorted(SCHEMAS.keys() - NOT_PUBLIC - {"Environment", "SessionEvent"})


def properties_of(schema: spec.Json) -> tuple[set[str], set[str]]:
    """Names of all fields, and of those that are always there."""
    fields, required = set(schema.get("properties", ())), set(schema.get("required", ()))
    for part in schema.get("allOf", ()):
        more = properties_of(spec.resolve(CONTRACT, part))
        fields, required = fields | more[0], required | more[1]
    return fields, required


@pytest.mark.parametrize("name", PUBLIC)
def test_every_schema_has_a_public_model_with_its_fields(name):
    public = getattr(hai, name)
    if issubclass(public, enum.Enum):
        assert [member.value for member in public] == SCHEMAS[name]["enum"]
        return
    fields, required = properties_of(SCHEMAS[name])
    assert public.model_fields.keys() == fields
    needed = {field for field, info in public.model_fields.items() if info.is_required()}
    # A constant that tells a variant from others need not be given to make one here; it is sent all the same.
    assert required - needed == {
        field
        for field in required
        if "const" in SCHEMAS[name].get("properties", {}).get(field, {}) and field not in needed
    }
    assert needed <= required
    smallest = {
        field: value for field, value in examples(CONTRACT, SCHEMAS[name])[0].items() if field in needed
    }
    assert public.from_dict(smallest).to_dict().keys() == required


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_model_gives_back_what_it_read(name):
    public = getattr(hai, name)
    for value in examples(CONTRACT, SCHEMAS[name]):
        if issubclass(public, enum.Enum):
            assert public(value).is_known
            continue
        read = public.model_validate_json(json.dumps(value))
        assert read == public.from_dict(value)
        assert in_utc(read.to_dict()) == in_utc(value)
        with pytest.raises(pydantic.ValidationError, match="frozen"):
            read.new = 1


def in_utc(value: Any) -> Any:
    """JSON data with all times in UTC, which is what those without an offset are."""
    match value:
        case dict():
            return {key: in_utc(item) for key, item in value.items()}
        case list():
            return [in_utc(item) for item in value]
        case str() if re.match(r"\d{4}-\d\d-\d\dT", value):
            moment = datetime.datetime.fromisoformat(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
        case _:
            return value


# The others are only ever sent.
READ_UNIONS = sorted({one for one in unions() if one[0] not in NOT_PUBLIC})


@pytest.mark.parametrize(("name", "field", "variant"), READ_UNIONS)
def test_every_variant_is_read_as_its_public_model(name, field, variant):
    whole = examples(CONTRACT, SCHEMAS[name])[0]
    listed = "array" in SCHEMAS[name]["properties"][field].get("type", ())
    for value in examples(CONTRACT, SCHEMAS[variant]):
        read = getattr(hai, name).from_dict({**whole, field: [value] if listed else value})
        assert name_of(read, field) == variant


@pytest.mark.parametrize(("name", "field"), [one for one in open_fields() if one[0] not in NOT_PUBLIC])
def test_public_enumerations_are_open(name, field):
    whole = {**examples(CONTRACT, SCHEMAS[name])[0], field: "something_new"}
    read = getattr(hai, name).from_dict(whole)
    assert getattr(read, field) == "something_new"
    assert read.to_dict()[field] == "something_new"


def test_public_models_keep_what_they_do_not_know():
    event = {"type": "AgentEvent", "timestamp": "2026-01-02T03:04:05Z", "data": {"kind": "new_event"}}
    page = hai.PageSessionEvent.from_dict({"items": [event], "total": 1, "page": 1, "new": {"a": 1}})
    assert isinstance(page.items[0], hai.TrajectoryEvent)
    assert page.to_dict() == {"items": [event], "total": 1, "page": 1, "new": {"a": 1}}
    agent = {"name": "a", "description": "b", "environments": [{"id": "c", "kind": "code", "image": "d"}]}
    read = hai.Agent.from_dict(agent)
    assert isinstance(read.environments[0], hai.OtherEnvironment)
    assert read.to_dict() == agent


def test_null_and_absent_are_told_apart():
    assert hai.SessionRequest(agent="a").to_dict() == {"agent": "a"}
    request = hai.SessionRequest(agent="a", delete_after_min=None)
    assert request.to_dict() == {"agent": "a", "delete_after_min": None}
    assert hai.SessionRequest(agent="a").delete_after_min is None


def test_variants_say_what_they_are():
    agent = hai.Agent(
        name="a", description="b", environments=[hai.Browser(id="c", mode=hai.BrowserTextMode())]
    )
    assert agent.to_dict()["environments"] == [{"id": "c", "kind": "web", "mode": {"type": "text"}}]
    assert hai.CronTiming(expression="* * * * *", timezone="UTC").to_dict()["type"] == "cron"


def test_secrets_are_not_shown():
    shown = [
        hai.WebhookWithSecret.from_dict(
            {**examples(CONTRACT, SCHEMAS["WebhookWithSecret"])[0], "secret": "s3cret"}
        ),
        hai.BrowserNetwork(proxy_url="http://user:s3cret@proxy"),
        hai.InitiateUploadResponse(
            profile_id="p",
            upload_url="https://x?s3cret",
            upload_fields={"policy": "s3cret"},
            upload_expires_in=1,
        ),
    ]
    assert "s3cret" not in repr(shown) + str(shown)
