"""Where the recording of the facades says less than the contract, so that changes there are not noticed.

`operations.lock` is read from the source, and source can be written so that it says nothing: then the lock
has `any`, or lacks a field, and the guard compares nothing. So all that the contract describes has to be seen
to be sent, and to be read as a model.
"""

from __future__ import annotations

from collections.abc import Iterator

from fairlead.contract._changes import media_of, success
from fairlead.contract._document import Document, Operation
from fairlead.contract._schema import Branch, Schema, branches
from fairlead.contract._usage import Call, Usage

__all__ = ["unread", "unsent"]


def unsent(document: Document, usage: Usage) -> Iterator[str]:
    """Bodies, fields and parameters of the contract that no call is seen to send.

    Yields:
        `create_packet` for a body of which nothing is known, `create_packet.tags` for a field, and
        `list_packets query limit` for a parameter.
    """
    for operation in _used(document, usage):
        call = usage.call(operation.id)
        yield from _body(document, operation, call, usage)
        for location, name in document.parameters(operation):
            if call.sends is None or (location != "path" and f"{location} {name}" not in call.sends):
                yield f"{operation.id} {location} {name}"


def _body(document: Document, operation: Operation, call: Call, usage: Usage) -> Iterator[str]:
    objects = [
        branch
        for media, schema in media_of(document.body(operation) or {}).items()
        if "json" in media
        for branch in branches(document, schema)
        if branch.properties
    ]
    if objects and not (call.bodies or call.fields):
        yield operation.id
        return
    for name in {name: None for branch in objects for name in branch.properties}:
        models = any(usage.sending.find(model, (name,)).state != "absent" for model in call.bodies)
        if not models and name not in (call.fields or ()):
            yield f"{operation.id}.{name}"


def unread(document: Document, usage: Usage) -> Iterator[str]:
    """Operations, or messages, whose answers the contract describes, and that are not read as a model."""
    for operation in _used(document, usage):
        call = usage.call(operation.id)
        if not (call.reads and all(_is_model(one) for one in call.reads)) and any(
            _is_described(document, schema)
            for response in success(document.responses(operation)).values()
            for media, schema in media_of(response).items()
            if "json" in media
        ):
            yield operation.id


def _is_model(read: str) -> bool:
    """Whether a type of the lock says what is in it; `dict[str, Any]` and `any` do not."""
    return "fairlead." in read or read in ("bool", "float", "int", "str")


def _used(document: Document, usage: Usage) -> list[Operation]:
    return [one for one in document.operations.values() if one.id in usage.methods]


def _is_described(document: Document, schema: Schema) -> bool:
    """Whether a schema says more than that there is something."""
    return any(_says(document, branch) for branch in branches(document, schema))


def _says(document: Document, branch: Branch) -> bool:
    if branch.type == "object":
        return not branch.is_free
    if branch.type == "array":
        return _is_described(document, branch.node.get("items", True))
    return branch.type is not None
