from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.decision_kind import DecisionKind, check_decision_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.violation import Violation


T = TypeVar("T", bound="Decision")


@_attrs_define
class Decision:
    """What would be decided about a command.

    Attributes:
        decision (DecisionKind): What is decided about a command by the policies alone.
        reason (str): Why.
        risk_score (float): From 0.0 to 1.0.
        policy (str): Name of the policy that applies.
        violations (list[Violation]): Rules that the command breaks.
    """

    decision: DecisionKind
    reason: str
    risk_score: float
    policy: str
    violations: list[Violation]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.violation import Violation

        decision: str = self.decision

        reason = self.reason

        risk_score = self.risk_score

        policy = self.policy

        violations = []
        for violations_item_data in self.violations:
            violations_item = violations_item_data.to_dict()
            violations.append(violations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "decision": decision,
                "reason": reason,
                "risk_score": risk_score,
                "policy": policy,
                "violations": violations,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.violation import Violation

        d = dict(src_dict)
        decision = check_decision_kind(d.pop("decision"))

        reason = d.pop("reason")

        risk_score = d.pop("risk_score")

        policy = d.pop("policy")

        violations = []
        _violations = d.pop("violations")
        for violations_item_data in _violations:
            violations_item = Violation.from_dict(violations_item_data)

            violations.append(violations_item)

        decision = cls(
            decision=decision,
            reason=reason,
            risk_score=risk_score,
            policy=policy,
            violations=violations,
        )

        decision.additional_properties = d
        return decision

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
