from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="SandboxQuotaProblem")


@_attrs_define
class SandboxQuotaProblem:
    """There are too many sandboxes.

    Attributes:
        error (Literal['sandbox_quota_exceeded']): Kind of refusal.
        message (str): Explanation.
        resource (JsonObject): Free-form JSON object.
    """

    error: Literal["sandbox_quota_exceeded"]
    message: str
    resource: JsonObject
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        error = self.error

        message = self.message

        resource = self.resource.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "message": message,
                "resource": resource,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        error = cast(Literal["sandbox_quota_exceeded"], d.pop("error"))
        if error != "sandbox_quota_exceeded":
            raise ValueError(
                f"error must match const 'sandbox_quota_exceeded', got '{error}'"
            )

        message = d.pop("message")

        resource = JsonObject.from_dict(d.pop("resource"))

        sandbox_quota_problem = cls(
            error=error,
            message=message,
            resource=resource,
        )

        sandbox_quota_problem.additional_properties = d
        return sandbox_quota_problem

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
