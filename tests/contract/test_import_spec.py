"""From an upstream document to a candidate for the contract."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import httpx2
import pytest
import yaml

from codegen import import_spec, spec
from codegen.adopt import adopt
from codegen.project import Project
from fairlead.emulator import Emulator, available

APP = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Chat(BaseModel):
    id: str
    title: str | None = None


class Secret(BaseModel):
    value: str


@app.get("/api/chats/{chat_id}")
def read_chat(chat_id: str) -> Chat: ...


@app.post("/api/chats")
def open_chat(chat: Chat): ...


@app.delete("/api/chats/{chat_id}")
def drop(chat_id: str): ...


@app.get("/api/debug/secrets")
def dump() -> list[Secret]: ...


@app.get("/docs-of-our-own")
def docs(): ...
"""

RULES = """
public: ["/api/*"]
private: ["/api/debug/*", "DELETE /api/chats/{chat_id}"]
actions:
  - target: $.paths['/api/chats'].post.responses['200'].content['application/json'].schema
    description: the upstream document leaves the answer untyped
    update: {$ref: "#/components/schemas/Chat"}
"""

CONTRACT = """
openapi: 3.1.0
info: {title: chats, version: "1"}
paths:
  /api/chats/{id}:
    get: {operationId: get_chat, responses: {"200": {description: a chat}}}
  /api/chats/{id}/members:
    get: {operationId: list_members, responses: {"200": {description: members}}}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A repository with one contract and its rules, and an application beside it."""
    (tmp_path / "openapi" / "imports").mkdir(parents=True)
    (tmp_path / "openapi" / "chats.yaml").write_text(CONTRACT)
    (tmp_path / "openapi" / "imports" / "chats.yaml").write_text(RULES)
    (tmp_path / "checkout" / "backend").mkdir(parents=True)
    (tmp_path / "checkout" / "backend" / "main.py").write_text(APP)
    project = Project(tmp_path)
    monkeypatch.setattr(import_spec, "Project", lambda: project)
    monkeypatch.chdir(tmp_path)
    return project


def run(project, *arguments):
    return import_spec.main(["chats", "--output", str(project.root / "made"), *arguments])


def made(project, name="chats"):
    return yaml.safe_load((project.root / "made" / f"{name}.yaml").read_text())


def test_a_fastapi_application_is_exported_filtered_and_renamed(project, capsys):
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 0
    document = made(project)
    assert {operation.id for operation in spec.operations(document)} == {"get_chat", "open_chat"}
    assert set(document["paths"]) == {"/api/chats/{chat_id}", "/api/chats"}
    assert "Chat" in document["components"]["schemas"]
    assert "Secret" not in document["components"]["schemas"], "only what public paths use stays"
    assert capsys.readouterr().out.splitlines() == [
        "1 operations are in both",
        "new upstream:  POST /api/chats",
        "gone upstream: GET /api/chats/{}/members",
    ]


def test_the_patches_become_an_overlay_with_their_reasons(project):
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 0
    document = made(project, "chats.overlay")
    assert document["overlay"] == "1.0.0"
    assert [action["description"] for action in document["actions"]] == [
        "the upstream document leaves the answer untyped"
    ]


def test_a_file_gives_the_same_as_the_application(project):
    sys.path.insert(0, str(project.root / "checkout"))
    exported = import_spec.export("backend.main:app", project.root / "checkout", sys.executable)
    (project.root / "upstream.json").write_text(json.dumps(exported))
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 0
    from_app = made(project)
    assert run(project, "--from", "upstream.json") == 0
    assert made(project) == from_app


def test_a_checkout_brings_its_own_interpreter(project):
    checkout = project.root / "checkout"
    assert import_spec.interpreter(checkout) == sys.executable
    (checkout / ".venv" / "bin").mkdir(parents=True)
    python = checkout / ".venv" / "bin" / "python"
    python.write_text(f"#!/bin/sh\nexec '{sys.executable}' \"$@\"\n")
    python.chmod(0o755)
    assert import_spec.interpreter(checkout) == str(python)
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 0
    python.write_text("#!/bin/sh\necho 'No module named fastapi' >&2\nexit 1\n")
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--app", "backend.nonesuch:app", "--app-dir", "checkout"], "--python"),
        (["--app", "backend.main:nonesuch", "--app-dir", "checkout"], "nonesuch"),
        (["--from", "nonesuch.json"], "cannot read nonesuch.json"),
        (["--from", "openapi/imports/chats.yaml"], "is not an OpenAPI document"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(project, capsys, arguments, message):
    assert run(project, *arguments) == 1
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("patches: []", "unknown key 'patches'"),
        ("actions: [{target: $.info}]", "must give its reason"),
        ("adopt: {words: they are better}", "cannot adopt 'words'"),
        ("adopt: {answers: }", "to adopt answers must have a reason"),
        ("rename: {Chat: Thing, HTTPValidationError: Thing}", "there is another Thing"),
    ],
)
def test_rules_that_cannot_be_right_are_refused(project, capsys, rules, message):
    (project.openapi / "imports" / "chats.yaml").write_text(rules)
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("backend", sorted({*Project().backends} & {*available()}))
def test_an_emulator_is_its_own_upstream(backend):
    with Emulator(backend) as emulator:
        upstream = httpx2.get(f"{emulator.url}/openapi.json", timeout=60).json()
    contract = spec.load(Project().spec(backend))
    candidate = import_spec.candidate(upstream, contract, import_spec.Rules.load(Project(), backend))
    report = import_spec.compare(contract, candidate)
    assert (report.new, report.gone) == ([], [])
    assert len(report.known) == len(list(spec.operations(contract)))
    assert {operation.id for operation in spec.operations(candidate)} == {
        operation.id for operation in spec.operations(contract)
    }


UPSTREAMS = Path(__file__).parent / "upstreams"


@pytest.fixture(scope="module")
def exported():
    """The document of an application like Mycel's."""
    return import_spec.export("backend.web.main:app", UPSTREAMS / "mycel", sys.executable)


@pytest.fixture
def mycel():
    """Makes a candidate for the contract of Mycel from an upstream document."""
    contract = spec.load(Project().spec("mycel"))
    rules = import_spec.Rules.load(Project(), "mycel")
    return lambda upstream: (contract, import_spec.candidate(upstream, contract, rules))


def place(document, path, method):
    """An operation, with its body and success in place of references."""
    operation = document["paths"][path][method]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    answer = spec.resolve(document, operation["responses"]["200"])["content"]["application/json"]["schema"]
    return operation, spec.resolve(document, content.get("schema", {})), spec.resolve(document, answer)


def test_the_public_contract_is_all_that_is_left_of_the_application(exported, mycel):
    contract, candidate = mycel(exported)
    report = import_spec.compare(contract, candidate)
    assert (len(report.known), report.new, report.gone) == (47, [], [])
    assert len(list(spec.operations(exported))) == 57
    assert {(each.id, *each.item["tags"]) for each in spec.operations(candidate)} == {
        (each.id, *each.item["tags"]) for each in spec.operations(contract)
    }
    assert "RenameSandboxBody" not in candidate["components"]["schemas"]


def test_what_is_sent_comes_from_upstream_under_our_names(exported, mycel):
    contract, candidate = mycel(exported)
    for each in spec.operations(contract):
        if "requestBody" in each.item:
            wanted = each.item["requestBody"]["content"]["application/json"]["schema"]
            made, body, _ = place(candidate, each.path, each.method)
            assert made["requestBody"]["content"]["application/json"]["schema"] == wanted
            assert body["properties"].keys() == spec.resolve(contract, wanted)["properties"].keys()


def test_what_comes_back_is_typed_by_the_contract(exported, mycel):
    contract, candidate = mycel(exported)
    assert exported["paths"]["/api/chats"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ].keys() <= {"title"}
    for each in spec.operations(contract):
        made, _, answer = place(candidate, each.path, each.method)
        assert answer == place(contract, each.path, each.method)[2]
        assert made["responses"].keys() == each.item["responses"].keys()
        assert made.get("security") == each.item.get("security")
    assert candidate["security"] == contract["security"]
    assert candidate["servers"] == contract["servers"]


def test_what_upstream_says_is_not_papered_over(exported, mycel):
    changed = json.loads(json.dumps(exported))
    schemas, paths = changed["components"]["schemas"], changed["paths"]
    del schemas["LoginRequest"]["properties"]["password"]
    schemas["Message"] = {"type": "object", "properties": {"text": {"type": "string"}}}
    sent = paths["/api/chats/{chat_id}/messages"]["post"]["responses"]["200"]["content"]["application/json"]
    sent["schema"] = {"$ref": "#/components/schemas/Message"}
    paths["/api/chats/{chat_id}/pins"] = {"get": {"operationId": "pins", "responses": {}}}
    del paths["/api/runtime/inbox/wait"]
    contract, candidate = mycel(changed)
    assert place(candidate, "/api/auth/login", "post")[1]["properties"].keys() == {"identifier"}
    answer = place(candidate, "/api/chats/{chat_id}/messages", "post")[2]
    assert answer["properties"].keys() == {"text"}
    report = import_spec.compare(contract, candidate)
    assert report.new == ["GET /api/chats/{}/pins"]
    assert report.gone == ["POST /api/runtime/inbox/wait"]


def test_every_patch_has_something_to_patch(exported, mycel):
    _, candidate = mycel(exported)
    rules = import_spec.Rules.load(Project(), "mycel")
    assert {*rules.rename} <= exported["components"]["schemas"].keys()
    targets = [action["target"] for action in rules.actions]
    assert [target.split(".parameters")[0] for target in targets] == [
        "$.info",
        "$.components.schemas.ValidationProblem",
        *["$.paths['/api/chats/{chat_id}/messages'].get"] * 2,
    ]
    before = candidate["paths"]["/api/chats/{chat_id}/messages"]["get"]["parameters"][2]
    assert (before["name"], "anyOf" in before["schema"]) == ("before", True)
    assert "required" not in candidate["components"]["schemas"]["ValidationProblem"]


@pytest.mark.parametrize(
    ("schema", "is_silent"),
    [
        ({}, True),
        ({"type": "object", "additionalProperties": True}, True),
        ({"type": "array", "items": {"type": "object", "additionalProperties": True}}, True),
        ({"type": "array", "items": {}}, True),
        ({"type": "array", "items": {"type": "string"}}, False),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Chat"}}, False),
        ({"type": "object", "properties": {"id": {}}}, False),
        ({"type": "string"}, False),
    ],
)
def test_an_answer_is_adopted_only_where_upstream_says_nothing_of_it(schema, is_silent):
    def operation(answer):
        return {"responses": {"200": {"content": {"application/json": {"schema": answer}}}}}

    ours = {"type": "array", "items": {"type": "integer"}}
    upstream = operation(schema)
    adopt({"paths": {}}, {"paths": {}}, [(upstream, operation(ours))], ["answers"])
    assert upstream == operation(ours if is_silent else schema)
