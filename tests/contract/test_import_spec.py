"""From an upstream document to a candidate for the contract."""

from __future__ import annotations

import json
import sys

import httpx2
import pytest
import yaml

from codegen import import_spec, spec
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


@app.get("/api/debug/secrets")
def dump() -> list[Secret]: ...


@app.get("/docs-of-our-own")
def docs(): ...
"""

RULES = """
public: ["/api/*"]
private: ["/api/debug/*"]
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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--app", "backend.nonesuch:app", "--app-dir", "checkout"], "No module named 'backend.nonesuch'"),
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
    [("patches: []", "unknown key 'patches'"), ("actions: [{target: $.info}]", "must give its reason")],
)
def test_rules_that_cannot_be_right_are_refused(project, capsys, rules, message):
    (project.openapi / "imports" / "chats.yaml").write_text(rules)
    assert run(project, "--app", "backend.main:app", "--app-dir", "checkout") == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("backend", sorted({*Project().backends} & {*available()}))
def test_an_emulator_is_its_own_upstream(backend):
    with Emulator(backend) as emulator:
        upstream = httpx2.get(f"{emulator.url}/openapi.json").json()
    contract = spec.load(Project().spec(backend))
    candidate = import_spec.candidate(upstream, contract, import_spec.Rules.load(Project(), backend))
    report = import_spec.compare(contract, candidate)
    assert (report.new, report.gone) == ([], [])
    assert len(report.known) == len(list(spec.operations(contract)))
    assert {operation.id for operation in spec.operations(candidate)} == {
        operation.id for operation in spec.operations(contract)
    }
