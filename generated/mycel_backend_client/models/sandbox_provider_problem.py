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

T = TypeVar("T", bound="SandboxProviderProblem")


@_attrs_define
class SandboxProviderProblem:
    """There is no such sandbox provider.

    Attributes:
        error (Literal['sandbox_provider_unavailable']): Kind of refusal.
        provider (str): Name of the provider.
    """

    error: Literal["sandbox_provider_unavailable"]
    provider: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        provider = self.provider

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "provider": provider,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        error = cast(Literal["sandbox_provider_unavailable"], d.pop("error"))
        if error != "sandbox_provider_unavailable":
            raise ValueError(
                f"error must match const 'sandbox_provider_unavailable', got '{error}'"
            )

        provider = d.pop("provider")

        sandbox_provider_problem = cls(
            error=error,
            provider=provider,
        )

        sandbox_provider_problem.additional_properties = d
        return sandbox_provider_problem

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
