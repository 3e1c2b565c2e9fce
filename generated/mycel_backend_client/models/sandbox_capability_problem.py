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
    from ..models.sandbox_capability import SandboxCapability
    from ..models.sandbox_request import SandboxRequest


T = TypeVar("T", bound="SandboxCapabilityProblem")


@_attrs_define
class SandboxCapabilityProblem:
    """The provider cannot make such a mount.

    Attributes:
        error (Literal['sandbox_capability_mismatch']): Kind of refusal.
        provider (str): Name of the provider.
        requested (SandboxRequest): The mount that was asked for.
        capability (SandboxCapability): What a provider can do with mounts.
    """

    error: Literal["sandbox_capability_mismatch"]
    provider: str
    requested: SandboxRequest
    capability: SandboxCapability
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sandbox_capability import SandboxCapability
        from ..models.sandbox_request import SandboxRequest

        error = self.error

        provider = self.provider

        requested = self.requested.to_dict()

        capability = self.capability.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "provider": provider,
                "requested": requested,
                "capability": capability,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sandbox_capability import SandboxCapability
        from ..models.sandbox_request import SandboxRequest

        d = dict(src_dict)
        error = cast(Literal["sandbox_capability_mismatch"], d.pop("error"))
        if error != "sandbox_capability_mismatch":
            raise ValueError(
                f"error must match const 'sandbox_capability_mismatch', got '{error}'"
            )

        provider = d.pop("provider")

        requested = SandboxRequest.from_dict(d.pop("requested"))

        capability = SandboxCapability.from_dict(d.pop("capability"))

        sandbox_capability_problem = cls(
            error=error,
            provider=provider,
            requested=requested,
            capability=capability,
        )

        sandbox_capability_problem.additional_properties = d
        return sandbox_capability_problem

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
