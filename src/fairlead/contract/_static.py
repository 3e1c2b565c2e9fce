"""Do the public models fit the contract as it is, in what they read and in what they send?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fairlead.contract._changes import media_of, success
from fairlead.contract._document import Document
from fairlead.contract._fit import Fit, Problem
from fairlead.contract._models import LENIENT
from fairlead.contract._schema import Schema
from fairlead.contract._usage import ANY, Usage

__all__ = ["Misfit", "misfits"]

_HARMLESS_TO_READ = ("unknown", "closed", "removed", "unlisted", "constraint")
"""A model keeps what it does not know; of a union of variants, each lacks the fields of the others."""

_LEFT_TO_THE_SERVER = ("removed", "closed", "constraint", "value", "nullable", "format", "untyped")
"""What models do not check before they are sent. None is left out, and open enums take any string."""


class Misfit(NamedTuple):
    """One place where a public model and the contract disagree.

    Attributes:
        field: The field of the model, such as `PacketListResponse.total`.
        operation: The operation whose message it is.
        problem: What is wrong.
    """

    field: str
    operation: str
    problem: Problem

    @property
    def key(self) -> str:
        """What a reviewed exception calls it."""
        return f"{self.field}: {self.problem.kind}"

    def __str__(self) -> str:
        return f"{self.key} in {self.operation} ({self.problem.detail})"


def misfits(document: Document, usage: Usage) -> list[Misfit]:
    """Every disagreement between a contract and the public models of its facade.

    Args:
        document: The contract.
        usage: What the facade sends and reads.
    """
    found: dict[str, Misfit] = {}
    for one in (*_read(document, usage), *_sent(document, usage)):
        found.setdefault(one.key, one)
    return [*found.values()]


def _read(document: Document, usage: Usage) -> Iterator[Misfit]:
    models = usage.reading
    fit = Fit(document, models.document, lenient=LENIENT)
    for operation in document.operations.values():
        for name in usage.call(operation.id).reads if operation.id in usage.calls else ():
            if name == ANY:
                continue
            for response in success(document.responses(operation)).values():
                for media, schema in media_of(response).items():
                    problems = fit.problems(schema, models.schemas[name]) if "json" in media else ()
                    for problem in problems:
                        if problem.kind not in _HARMLESS_TO_READ:
                            field = models.find(name, problem.path, problem.owner).name
                            yield Misfit(field, operation.id, problem)


def _sent(document: Document, usage: Usage) -> Iterator[Misfit]:
    models = usage.sending
    fit = Fit(models.document, document)
    for operation in document.operations.values():
        call = usage.call(operation.id) if operation.id in usage.calls else None
        body = document.body(operation)
        if call is None or body is None:
            continue
        for media, schema in media_of(body).items():
            for name in call.bodies if "json" in media else ():
                for problem in fit.problems(models.schemas[name], schema):
                    field = models.find(name, problem.path)
                    filled = problem.kind == "optional" and field.is_always_sent
                    if problem.kind not in _LEFT_TO_THE_SERVER and not filled:
                        yield Misfit(field.name, operation.id, problem)
            for name in call.fields or {}:
                yield from _field(document, operation.id, name, schema)


def _field(document: Document, operation: str, name: str, schema: Schema) -> Iterator[Misfit]:
    """A field that a facade writes out has to be one that the contract knows."""
    given: Schema = {"type": "object", "required": [name], "properties": {name: {}}}
    for problem in Fit(document, document).problems(given, schema):
        if problem.path == (name,) and problem.kind in ("unknown", "extra"):
            yield Misfit(f"body.{name}", operation, problem)
