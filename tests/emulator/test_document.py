"""An app's OpenAPI document, as the contracts say it."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI, Query
from fastapi.security import HTTPBearer
from pydantic import BaseModel

from fairlead.emulator._document import describe

Tags = Annotated[list[str] | None, Query()]
KEY = Depends(HTTPBearer(scheme_name="Key"))


class Note(BaseModel):
    text: str
    title: str | None = None
    count: int | None = None


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI(title="notes", version="1")

    @app.get("/notes/{name}", dependencies=[KEY])
    def read(
        name: str, after: int | None = None, tag: Annotated[list[str] | None, Query()] = None
    ) -> Note: ...

    @app.get("/open")
    def see() -> Note: ...

    @app.post("/notes", responses={422: {"description": "Not valid.", "model": Note}}, dependencies=[KEY])
    def write(note: Note) -> None: ...

    return app


@pytest.fixture
def document(app: FastAPI) -> Any:
    return describe(app, security=[{"Key": []}, {}], never_null={"Note": ["count"], "Elsewhere": ["x"]})()


def test_fields_are_left_out_or_null(document: Any) -> None:
    fields = document["components"]["schemas"]["Note"]["properties"]
    assert fields["title"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
    assert fields["count"]["type"] == "integer", "it can be left out, but not be null"


def test_security_is_said_once(document: Any) -> None:
    assert document["security"] == [{"Key": []}, {}]
    assert "security" not in document["paths"]["/notes/{name}"]["get"]
    assert document["paths"]["/open"]["get"]["security"] == []


def test_parameters_are_never_null(document: Any) -> None:
    _, after, tag = document["paths"]["/notes/{name}"]["get"]["parameters"]
    assert after["schema"]["type"] == "integer"
    assert (tag["schema"]["type"], tag["style"], tag["explode"]) == ("array", "form", True)


def test_what_the_framework_declares_of_itself_goes(document: Any) -> None:
    assert "422" not in document["paths"]["/notes/{name}"]["get"]["responses"]
    assert document["paths"]["/notes"]["post"]["responses"]["422"]["description"] == "Not valid."
    assert not {"HTTPValidationError", "ValidationError"} & document["components"]["schemas"].keys()


def test_it_is_made_once_and_finished(app: FastAPI) -> None:
    finished: list[Any] = []
    openapi = describe(app, security=[{"Key": []}], never_null={}, finish=finished.append)
    assert openapi() is openapi()
    assert finished == [openapi()]
