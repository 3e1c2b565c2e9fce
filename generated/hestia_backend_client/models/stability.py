from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.drift_state import DriftState, check_drift_state
from ..types import UNSET, Unset

T = TypeVar("T", bound="Stability")


@_attrs_define
class Stability:
    """How far the system has drifted.

    Attributes:
        stability_score (float): From 0.0 to 1.0; 1.0 while there is nothing to compare with.
        policy_drift (float): Drift of the decisions.
        execution_drift (float): Drift of what runs.
        provider_drift (float): Drift of the models.
        system_drift (float): Drift of it all.
        sample_size (int): Commands that were looked at.
        is_significant (bool): Whether those are enough, which they are from 50.
        drift_level (DriftState): Level of drift.
    """

    stability_score: float
    policy_drift: float
    execution_drift: float
    provider_drift: float
    system_drift: float
    sample_size: int
    is_significant: bool
    drift_level: DriftState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        stability_score = self.stability_score

        policy_drift = self.policy_drift

        execution_drift = self.execution_drift

        provider_drift = self.provider_drift

        system_drift = self.system_drift

        sample_size = self.sample_size

        is_significant = self.is_significant

        drift_level: str = self.drift_level

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "stability_score": stability_score,
                "policy_drift": policy_drift,
                "execution_drift": execution_drift,
                "provider_drift": provider_drift,
                "system_drift": system_drift,
                "sample_size": sample_size,
                "is_significant": is_significant,
                "drift_level": drift_level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        stability_score = d.pop("stability_score")

        policy_drift = d.pop("policy_drift")

        execution_drift = d.pop("execution_drift")

        provider_drift = d.pop("provider_drift")

        system_drift = d.pop("system_drift")

        sample_size = d.pop("sample_size")

        is_significant = d.pop("is_significant")

        drift_level = check_drift_state(d.pop("drift_level"))

        stability = cls(
            stability_score=stability_score,
            policy_drift=policy_drift,
            execution_drift=execution_drift,
            provider_drift=provider_drift,
            system_drift=system_drift,
            sample_size=sample_size,
            is_significant=is_significant,
            drift_level=drift_level,
        )

        stability.additional_properties = d
        return stability

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
