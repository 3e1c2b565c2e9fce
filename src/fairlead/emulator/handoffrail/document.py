"""The app's OpenAPI document, as the contract says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getmembers, isclass
from typing import get_args

from fastapi import FastAPI
from handoffrail_backend_models import api
from pydantic import BaseModel, NaiveDatetime

from fairlead.emulator import _document
from fairlead.emulator._document import Json

__all__ = ["describe"]

_NEVER_NULL = {
    "Metadata": ("created_at",),
    "RateLimitProblem": ("field",),
    "ValidationIssue": ("ctx", "input"),
}


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`."""
    return _document.describe(
        app, security=[{"ApiKey": []}], never_null=_NEVER_NULL, finish=_name_local_times
    )


def _name_local_times(document: Json) -> None:
    """Give times without an offset their format, which pydantic does not know."""
    schemas = document["components"]["schemas"]
    for model, field in _local_times():
        if model in schemas:
            schemas[model]["properties"][field]["format"] = "date-time-local"


def _local_times() -> Iterator[tuple[str, str]]:
    """Model and field names of the contract's times without an offset."""
    for model_name, model in getmembers(api, isclass):
        if issubclass(model, BaseModel):
            for field_name, field in model.model_fields.items():
                if NaiveDatetime in (field.annotation, *get_args(field.annotation)):
                    yield model_name, field_name
