from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.run_result import RunResult, check_run_result
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.public_violation import PublicViolation


T = TypeVar("T", bound="PublicTrace")


@_attrs_define
class PublicTrace:
    """What was decided about a command, without what the kernel keeps to itself.

    Attributes:
        trace_id (str): Identifier of the trace.
        decision (RunResult): What became of a command, all things considered.
        reason (str): Why.
        risk_score (float): From 0.0 to 1.0.
        policy (str): Name of the policy that applied.
        violations (list[PublicViolation]): Rules that the command broke.
        mode (str): Mode of the system.
        budget (float): The part of the usual reasoning budget that the command had.
        latency_ms (float): Time it took, in milliseconds.
        timestamp (str): When it was written, as ISO 8601 date and time.
    """

    trace_id: str
    decision: RunResult
    reason: str
    risk_score: float
    policy: str
    violations: list[PublicViolation]
    mode: str
    budget: float
    latency_ms: float
    timestamp: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.public_violation import PublicViolation

        trace_id = self.trace_id

        decision: str = self.decision

        reason = self.reason

        risk_score = self.risk_score

        policy = self.policy

        violations = []
        for violations_item_data in self.violations:
            violations_item = violations_item_data.to_dict()
            violations.append(violations_item)

        mode = self.mode

        budget = self.budget

        latency_ms = self.latency_ms

        timestamp = self.timestamp

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "trace_id": trace_id,
                "decision": decision,
                "reason": reason,
                "risk_score": risk_score,
                "policy": policy,
                "violations": violations,
                "mode": mode,
                "budget": budget,
                "latency_ms": latency_ms,
                "timestamp": timestamp,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.public_violation import PublicViolation

        d = dict(src_dict)
        trace_id = d.pop("trace_id")

        decision = check_run_result(d.pop("decision"))

        reason = d.pop("reason")

        risk_score = d.pop("risk_score")

        policy = d.pop("policy")

        violations = []
        _violations = d.pop("violations")
        for violations_item_data in _violations:
            violations_item = PublicViolation.from_dict(violations_item_data)

            violations.append(violations_item)

        mode = d.pop("mode")

        budget = d.pop("budget")

        latency_ms = d.pop("latency_ms")

        timestamp = d.pop("timestamp")

        public_trace = cls(
            trace_id=trace_id,
            decision=decision,
            reason=reason,
            risk_score=risk_score,
            policy=policy,
            violations=violations,
            mode=mode,
            budget=budget,
            latency_ms=latency_ms,
            timestamp=timestamp,
        )

        public_trace.additional_properties = d
        return public_trace

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
