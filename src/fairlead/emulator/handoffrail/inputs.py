"""What requests may contain: the contract's models, with the rules that a schema cannot state."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from handoffrail_backend_models import api
from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    field_validator,
)
from pydantic_core import InitErrorDetails

from fairlead.emulator.handoffrail.errors import invalid

__all__ = [
    "BatchCreateRequest",
    "ChainHandoffRequest",
    "CreatedAfter",
    "CreatedBefore",
    "Limit",
    "Offset",
    "PacketCreate",
    "PacketId",
    "check_int64",
    "check_int64_fields",
]

_UUID = r"^[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}$"


def check_int64(value: int) -> int:
    """An integer that the database can hold.

    Raises:
        ValueError: It needs more than 64 bits.
    """
    if not -(2**63) <= value < 2**63:
        raise ValueError("the integer does not fit into 64 bits")
    return value


def check_int64_fields(body: BaseModel, *names: str) -> None:
    """Hold fields of a body to 64 bits.

    Raises:
        RequestValidationError: 422, one of them needs more.
    """
    for name in names:
        value: int | None = getattr(body, name)
        try:
            check_int64(value or 0)
        except ValueError as error:
            raise invalid(("body", name), str(error), value) from error


def check_metadata(metadata: api.Metadata) -> api.Metadata:
    """Metadata whose `created_at` was left out or given, but not given as null.

    Raises:
        ValidationError: It is null.
    """
    if metadata.created_at is None and "created_at" in metadata.model_fields_set:
        problem = InitErrorDetails(type="datetime_type", loc=("created_at",), input=None)
        raise ValidationError.from_exception_data("Metadata", [problem])
    return metadata


class PacketCreate(api.PacketCreate):
    """A new packet, as the contract has it."""

    _check_metadata = field_validator("metadata")(check_metadata)

    @field_validator("hitl")
    @classmethod
    def _check_hitl(cls, value: api.HitlCheckpoint | None) -> api.HitlCheckpoint | None:
        if value is not None and value.required and not value.reason:
            raise ValueError("a checkpoint that is required needs a reason")
        return value


class ChainHandoffRequest(api.ChainHandoffRequest):
    """A follow-up packet. Unlike in a new packet, the reason of its checkpoint may be empty."""

    _check_metadata = field_validator("metadata")(check_metadata)


def _keep_error(value: object, validate: ValidatorFunctionWrapHandler) -> PacketCreate | ValidationError:
    if not isinstance(value, dict):
        return validate(value)
    try:
        return PacketCreate.model_validate(value)
    except ValidationError as error:
        return error


class BatchCreateRequest(api.BatchCreateRequest):
    """Packets to create. An invalid one is kept as its error, for its line in the answer.

    A batch that is too long is valid, too: the server answers it with 400, not 422.
    """

    packets: Annotated[  # pyright: ignore[reportIncompatibleVariableOverride] - the same, and more lenient
        list[Annotated[PacketCreate, WrapValidator(_keep_error)]],
        Field(min_length=1, json_schema_extra={"maxItems": 50}),
    ]

    @property
    def drafts(self) -> list[PacketCreate | ValidationError]:
        """The packets, or what is wrong with them."""
        return list(self.packets)


PacketId = Annotated[
    UUID, Path(description="Identifier of the packet."), WithJsonSchema({"type": "string", "pattern": _UUID})
]

Limit = Annotated[int, Query(ge=1, le=200, description="Page size.")]
Offset = Annotated[
    int,
    Query(ge=0, description="Number of matches to skip.", json_schema_extra={"format": "int64"}),
    AfterValidator(check_int64),
]

_LOCAL_TIME: dict[str, Any] = {"format": "date-time-local"}
_TIME_RULES = "A bare date means its midnight; an offset is ignored, not converted."


def _drop_offset(value: datetime | None) -> datetime | None:
    return None if value is None else value.replace(tzinfo=None)


CreatedAfter = Annotated[
    datetime | None,
    Query(description=f"Earliest time, inclusive, in UTC. {_TIME_RULES}", json_schema_extra=_LOCAL_TIME),
    AfterValidator(_drop_offset),
]
CreatedBefore = Annotated[
    datetime | None,
    Query(description=f"Latest time, inclusive, in UTC. {_TIME_RULES}", json_schema_extra=_LOCAL_TIME),
    AfterValidator(_drop_offset),
]
