from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.violation_severity import ViolationSeverity, check_violation_severity
from ..types import UNSET, Unset

T = TypeVar("T", bound="Violation")


@_attrs_define
class Violation:
    """A rule that a command breaks. A `FATAL` one blocks it.

    Attributes:
        effect (str): What the rule does.
        severity (ViolationSeverity): How bad it is.
        rule_id (str): Identifier of the rule.
        description (str): What is wrong.
    """

    effect: str
    severity: ViolationSeverity
    rule_id: str
    description: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        effect = self.effect

        severity: str = self.severity

        rule_id = self.rule_id

        description = self.description

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "effect": effect,
                "severity": severity,
                "rule_id": rule_id,
                "description": description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        effect = d.pop("effect")

        severity = check_violation_severity(d.pop("severity"))

        rule_id = d.pop("rule_id")

        description = d.pop("description")

        violation = cls(
            effect=effect,
            severity=severity,
            rule_id=rule_id,
            description=description,
        )

        violation.additional_properties = d
        return violation

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
