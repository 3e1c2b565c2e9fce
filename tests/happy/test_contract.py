"""The contract of Happy, and what the generators make of it: what fits goes through and comes back."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
import pydantic
import pytest
import yaml
from happy_backend_client import Client
from happy_backend_client import models as attrs_models
from happy_backend_models import api as api_models
from happy_backend_models import events as event_models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

OPENAPI = Path(__file__).parents[2] / "openapi"
API = yaml.safe_load((OPENAPI / "happy.yaml").read_text("utf-8"))
EVENTS = yaml.safe_load((OPENAPI / "events" / "happy.yaml").read_text("utf-8"))
SCHEMAS: dict[str, Any] = API["components"]["schemas"]
DEFS: dict[str, Any] = EVENTS["$defs"]

few = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
text = st.text(st.characters(codec="utf-8"), max_size=6)
json_value = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | text,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(text, inner, max_size=2),
    max_leaves=4,
)


def resolve(document: Any, schema: Any) -> Any:
    while "$ref" in schema:
        target = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    return schema


def values(document: Any, schema: Any) -> st.SearchStrategy[Any]:
    """JSON values that fit a schema, of the keywords that the contract uses."""
    schema = resolve(document, schema)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return st.one_of([values(document, one) for one in schema[key]])
    kind = schema.get("type")
    if isinstance(kind, list):
        return st.one_of([values(document, {**schema, "type": one}) for one in kind])
    match kind:
        case "string" if schema.get("format") == "uuid":
            return st.uuids().map(str)
        case "string":
            low, high = schema.get("minLength", 0), schema.get("maxLength", 8)
            return st.text(st.characters(codec="utf-8"), min_size=low, max_size=min(high, low + 8))
        case "integer":
            low = max(schema.get("minimum", -(2**53)), schema.get("exclusiveMinimum", -(2**53)) + 1)
            return st.integers(low, schema.get("maximum", 2**53))
        case "number":
            return st.floats(-1e9, 1e9)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "array":
            low = schema.get("minItems", 0)
            return st.lists(values(document, schema["items"]), min_size=low, max_size=low + 2)
        case "object":
            return objects(document, schema)
        case _:
            return json_value


def objects(document: Any, schema: Any) -> st.SearchStrategy[Any]:
    fields = {name: values(document, one) for name, one in schema.get("properties", {}).items()}
    required = {name: fields.pop(name) for name in schema.get("required", [])}
    known = st.fixed_dictionaries(required, optional=fields)
    if "additionalProperties" not in schema:
        return known
    names = text.filter(lambda name: name not in schema.get("properties", {}))
    others = st.dictionaries(names, values(document, schema["additionalProperties"]), max_size=2)
    return st.tuples(known, others).map(lambda both: {**both[1], **both[0]})


def unions(schemas: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Name and variants of each union of objects."""
    for name, schema in schemas.items():
        if "oneOf" in schema:
            yield name, [one["$ref"].rpartition("/")[2] for one in schema["oneOf"]]


def variants(schemas: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, variant) for name, members in unions(schemas) for variant in members]


def operations() -> Iterator[tuple[str, Any]]:
    for item in API["paths"].values():
        for operation in item.values():
            yield operation["operationId"], operation


def modelled(module: Any, schemas: dict[str, Any]) -> list[str]:
    """Components with a pydantic class; the generator folds free objects and some unions into their users."""
    return [
        name
        for name in schemas
        if isinstance(getattr(module, name, None), type) and "enum" not in schemas[name]
    ]


def through_pydantic(model: Any, value: Any) -> Any:
    decoded = model.model_validate_json(json.dumps(value))
    return decoded.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_only_free_objects_and_tagged_unions_have_no_class_of_their_own() -> None:
    def folded(module: Any, schemas: dict[str, Any]) -> set[str]:
        return {name for name in schemas if "enum" not in schemas[name]} - set(modelled(module, schemas))

    tagged = {name for name in SCHEMAS | DEFS if "oneOf" in (SCHEMAS | DEFS)[name]}
    assert folded(api_models, SCHEMAS) - tagged == {"JsonObject"}
    assert folded(event_models, DEFS) - tagged == {"JsonObject"}


@pytest.mark.parametrize("name", modelled(api_models, SCHEMAS))
@few
@given(data=st.data())
def test_the_api_models_give_back_what_they_read(name: str, data: st.DataObject) -> None:
    value = data.draw(values(API, SCHEMAS[name]))
    assert through_pydantic(getattr(api_models, name), value) == value


@pytest.mark.parametrize("name", modelled(event_models, DEFS))
@few
@given(data=st.data())
def test_the_event_models_give_back_what_they_read(name: str, data: st.DataObject) -> None:
    value = data.draw(values(EVENTS, DEFS[name]))
    assert through_pydantic(getattr(event_models, name), value) == value


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if schema.get("type") == "object"])
@few
@given(data=st.data())
def test_the_transport_gives_back_what_it_reads(name: str, data: st.DataObject) -> None:
    value = data.draw(values(API, SCHEMAS[name]))
    assert getattr(attrs_models, name).from_dict(value).to_dict() == value


@pytest.mark.parametrize(("union", "variant"), variants(SCHEMAS))
@few
@given(data=st.data())
def test_a_variant_of_an_answer_is_decoded_as_itself_and_as_nothing_else(
    union: str, variant: str, data: st.DataObject
) -> None:
    value = data.draw(values(API, SCHEMAS[variant]))
    assert transported(union, value) == variant
    assert modelled_as(api_models, API, SCHEMAS, union, value) == variant
    for other in set(dict(unions(SCHEMAS))[union]) - {variant}:
        with pytest.raises((KeyError, ValueError)):
            getattr(attrs_models, other).from_dict(value)
        with pytest.raises(pydantic.ValidationError):
            getattr(api_models, other).model_validate(value)


@pytest.mark.parametrize(("union", "variant"), variants(DEFS))
@few
@given(data=st.data())
def test_a_variant_of_an_event_is_decoded_as_itself_and_as_nothing_else(
    union: str, variant: str, data: st.DataObject
) -> None:
    value = data.draw(values(EVENTS, DEFS[variant]))
    assert modelled_as(event_models, EVENTS, DEFS, union, value) == variant
    for other in set(dict(unions(DEFS))[union]) - {variant}:
        with pytest.raises(pydantic.ValidationError):
            getattr(event_models, other).model_validate(value)


def transported(union: str, value: Any) -> str:
    """The class that the transport decodes a value of a union to: as an answer, or as a field."""
    reference = {"$ref": f"#/components/schemas/{union}"}
    for name, operation in operations():
        content = operation["responses"]["200"].get("content", {})
        if content.get("application/json", {}).get("schema") == reference:
            module = importlib.import_module(f"happy_backend_client.api.{operation['tags'][0]}.{name}")
            answer = httpx2.Response(200, json=value)
            return type(module._parse_response(client=Client(), response=answer)).__name__
    owner, field = user(SCHEMAS, reference)
    given_ = {**minimal(API, SCHEMAS[owner]), field: value}
    return type(getattr(getattr(attrs_models, owner).from_dict(given_), field)).__name__


def modelled_as(module: Any, document: Any, schemas: dict[str, Any], union: str, value: Any) -> str:
    """The pydantic class that a value of a union is decoded to: alone, or as a field where it is folded."""
    if hasattr(module, union):
        return type(pydantic.TypeAdapter(getattr(module, union)).validate_python(value).root).__name__
    section = "components/schemas" if schemas is SCHEMAS else "$defs"
    owner, field = user(schemas, {"$ref": f"#/{section}/{union}"})
    given_ = {**minimal(document, schemas[owner]), field: value}
    return type(getattr(getattr(module, owner).model_validate(given_), field)).__name__


def user(schemas: dict[str, Any], reference: Any) -> tuple[str, str]:
    """A component and the field of it that refers to another one."""
    return next(
        (name, field)
        for name, schema in schemas.items()
        for field, one in schema.get("properties", {}).items()
        if one == reference
    )


def minimal(document: Any, schema: Any) -> Any:
    """A value with the required fields of an object."""
    schema = resolve(document, schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "oneOf" in schema:
        return minimal(document, schema["oneOf"][0])
    if "type" not in schema:
        return None
    kind = schema["type"][0] if isinstance(schema["type"], list) else schema["type"]
    fields = {name: minimal(document, schema["properties"][name]) for name in schema.get("required", [])}
    return {"object": fields, "array": [], "string": "x", "integer": 1, "number": 1.0, "boolean": True}[kind]


def test_every_operation_says_what_can_go_wrong() -> None:
    for name, operation in operations():
        answers = set(operation["responses"])
        assert "500" in answers, name
        if operation.get("security") != []:
            assert "401" in answers, name
        if "requestBody" in operation or "parameters" in operation:
            assert "400" in answers, name


PROBLEMS = [
    ("list_machines", 401, {"error": "Missing authorization header"}),
    ("sign_in", 401, {"error": "Invalid signature"}),
    ("request_terminal_pairing", 401, {"error": "Invalid public key"}),
    ("approve_terminal_pairing", 404, {"error": "Request not found"}),
    (
        "create_session",
        400,
        {
            "error": "Error",
            "message": "body/metadata Invalid input: expected string, received undefined",
            "statusCode": 400,
        },
    ),
    ("create_session", 400, {"error": "SyntaxError", "message": "Unexpected token", "statusCode": 400}),
    ("list_sessions", 400, {"error": "Invalid cursor format"}),
    ("get_machine", 404, {"error": "Not found", "path": "/v1/machine/x", "method": "GET"}),
    ("delete_session", 404, {"error": "Session not found or not owned by user"}),
    (
        "create_machine",
        500,
        {"error": "Internal Server Error", "message": "An unexpected error occurred", "statusCode": 500},
    ),
    ("update_artifact", 500, {"success": False, "error": "Failed to update artifact"}),
    ("create_access_key", 409, {"error": "Access key already exists"}),
    (
        "mutate_kv",
        409,
        {
            "success": False,
            "errors": [{"key": "k", "error": "version-mismatch", "version": 3, "value": None}],
        },
    ),
    ("request_attachment_upload", 429, {"error": "Too many upload requests. Try again in a minute."}),
    ("get_health", 503, {"status": "error", "error": "database"}),
]


@pytest.mark.parametrize(("name", "status", "body"), PROBLEMS)
def test_error_bodies_as_the_server_sends_them(name: str, status: int, body: Any) -> None:
    answer = resolve(API, dict(operations())[name]["responses"][str(status)])
    schema = answer["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator({**schema, "components": API["components"]})
    validator.validate(body)
    assert not validator.is_valid(
        {key: value for key, value in body.items() if key not in {"error", "errors"}}
    )
