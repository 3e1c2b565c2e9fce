from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.decision_kind import DecisionKind, check_decision_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.budget import Budget
    from ..models.budget_usage import BudgetUsage
    from ..models.json_object import JsonObject
    from ..models.violation import Violation


T = TypeVar("T", bound="CommandRecord")


@_attrs_define
class CommandRecord:
    """The full trace of a command. It is written once and never changed; blocked commands have one, too. It has no other
    fields.

        Attributes:
            command_id (str): Identifier of the command.
            input_ (JsonObject): Free-form JSON object.
            dsgk_decision (DecisionKind): What is decided about a command by the policies alone.
            reason (str): Why.
            risk_score (float): From 0.0 to 1.0.
            policy (str): Name of the policy that applied.
            violations (list[Violation]): Rules that the command broke.
            budget (Budget): What a command may spend.
            timestamp (str): When it was written, as ISO 8601 date and time.
            budget_usage (BudgetUsage | None | Unset): What it spent.
            runtime_result (JsonObject | None | Unset): What it produced; null if it was blocked.
            parent_id (None | str | Unset): Command that it came from.
            epoch_id (str | Unset): Epoch it ran in.
            latency_ms (float | Unset): Time it took, in milliseconds.
            execution_trace (list[JsonObject] | None | Unset): What happened, step by step.
            agent_id (None | str | Unset): Agent that was addressed.
            sequence_id (int | None | Unset): Position among the commands.
            parent_agent_trace (None | str | Unset): Trace of the agent that it came from.
    """

    command_id: str
    input_: JsonObject
    dsgk_decision: DecisionKind
    reason: str
    risk_score: float
    policy: str
    violations: list[Violation]
    budget: Budget
    timestamp: str
    budget_usage: BudgetUsage | None | Unset = UNSET
    runtime_result: JsonObject | None | Unset = UNSET
    parent_id: None | str | Unset = UNSET
    epoch_id: str | Unset = UNSET
    latency_ms: float | Unset = UNSET
    execution_trace: list[JsonObject] | None | Unset = UNSET
    agent_id: None | str | Unset = UNSET
    sequence_id: int | None | Unset = UNSET
    parent_agent_trace: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.budget import Budget
        from ..models.budget_usage import BudgetUsage
        from ..models.json_object import JsonObject
        from ..models.violation import Violation

        command_id = self.command_id

        input_ = self.input_.to_dict()

        dsgk_decision: str = self.dsgk_decision

        reason = self.reason

        risk_score = self.risk_score

        policy = self.policy

        violations = []
        for violations_item_data in self.violations:
            violations_item = violations_item_data.to_dict()
            violations.append(violations_item)

        budget = self.budget.to_dict()

        timestamp = self.timestamp

        budget_usage: dict[str, Any] | None | Unset
        if isinstance(self.budget_usage, Unset):
            budget_usage = UNSET
        elif isinstance(self.budget_usage, BudgetUsage):
            budget_usage = self.budget_usage.to_dict()
        else:
            budget_usage = self.budget_usage

        runtime_result: dict[str, Any] | None | Unset
        if isinstance(self.runtime_result, Unset):
            runtime_result = UNSET
        elif isinstance(self.runtime_result, JsonObject):
            runtime_result = self.runtime_result.to_dict()
        else:
            runtime_result = self.runtime_result

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        else:
            parent_id = self.parent_id

        epoch_id = self.epoch_id

        latency_ms = self.latency_ms

        execution_trace: list[dict[str, Any]] | None | Unset
        if isinstance(self.execution_trace, Unset):
            execution_trace = UNSET
        elif isinstance(self.execution_trace, list):
            execution_trace = []
            for execution_trace_type_0_item_data in self.execution_trace:
                execution_trace_type_0_item = execution_trace_type_0_item_data.to_dict()
                execution_trace.append(execution_trace_type_0_item)

        else:
            execution_trace = self.execution_trace

        agent_id: None | str | Unset
        if isinstance(self.agent_id, Unset):
            agent_id = UNSET
        else:
            agent_id = self.agent_id

        sequence_id: int | None | Unset
        if isinstance(self.sequence_id, Unset):
            sequence_id = UNSET
        else:
            sequence_id = self.sequence_id

        parent_agent_trace: None | str | Unset
        if isinstance(self.parent_agent_trace, Unset):
            parent_agent_trace = UNSET
        else:
            parent_agent_trace = self.parent_agent_trace

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "command_id": command_id,
                "input": input_,
                "dsgk_decision": dsgk_decision,
                "reason": reason,
                "risk_score": risk_score,
                "policy": policy,
                "violations": violations,
                "budget": budget,
                "timestamp": timestamp,
            }
        )
        if budget_usage is not UNSET:
            field_dict["budget_usage"] = budget_usage
        if runtime_result is not UNSET:
            field_dict["runtime_result"] = runtime_result
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id
        if epoch_id is not UNSET:
            field_dict["epoch_id"] = epoch_id
        if latency_ms is not UNSET:
            field_dict["latency_ms"] = latency_ms
        if execution_trace is not UNSET:
            field_dict["execution_trace"] = execution_trace
        if agent_id is not UNSET:
            field_dict["agent_id"] = agent_id
        if sequence_id is not UNSET:
            field_dict["sequence_id"] = sequence_id
        if parent_agent_trace is not UNSET:
            field_dict["parent_agent_trace"] = parent_agent_trace

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget import Budget
        from ..models.budget_usage import BudgetUsage
        from ..models.json_object import JsonObject
        from ..models.violation import Violation

        d = dict(src_dict)
        command_id = d.pop("command_id")

        input_ = JsonObject.from_dict(d.pop("input"))

        dsgk_decision = check_decision_kind(d.pop("dsgk_decision"))

        reason = d.pop("reason")

        risk_score = d.pop("risk_score")

        policy = d.pop("policy")

        violations = []
        _violations = d.pop("violations")
        for violations_item_data in _violations:
            violations_item = Violation.from_dict(violations_item_data)

            violations.append(violations_item)

        budget = Budget.from_dict(d.pop("budget"))

        timestamp = d.pop("timestamp")

        def _parse_budget_usage(data: object) -> BudgetUsage | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                budget_usage_type_0 = BudgetUsage.from_dict(data)

                return budget_usage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BudgetUsage | None | Unset, data)

        budget_usage = _parse_budget_usage(d.pop("budget_usage", UNSET))

        def _parse_runtime_result(data: object) -> JsonObject | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                runtime_result_type_0 = JsonObject.from_dict(data)

                return runtime_result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | Unset, data)

        runtime_result = _parse_runtime_result(d.pop("runtime_result", UNSET))

        def _parse_parent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        epoch_id = d.pop("epoch_id", UNSET)

        latency_ms = d.pop("latency_ms", UNSET)

        def _parse_execution_trace(data: object) -> list[JsonObject] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                execution_trace_type_0 = []
                _execution_trace_type_0 = data
                for execution_trace_type_0_item_data in _execution_trace_type_0:
                    execution_trace_type_0_item = JsonObject.from_dict(
                        execution_trace_type_0_item_data
                    )

                    execution_trace_type_0.append(execution_trace_type_0_item)

                return execution_trace_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[JsonObject] | None | Unset, data)

        execution_trace = _parse_execution_trace(d.pop("execution_trace", UNSET))

        def _parse_agent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_id = _parse_agent_id(d.pop("agent_id", UNSET))

        def _parse_sequence_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        sequence_id = _parse_sequence_id(d.pop("sequence_id", UNSET))

        def _parse_parent_agent_trace(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_agent_trace = _parse_parent_agent_trace(
            d.pop("parent_agent_trace", UNSET)
        )

        command_record = cls(
            command_id=command_id,
            input_=input_,
            dsgk_decision=dsgk_decision,
            reason=reason,
            risk_score=risk_score,
            policy=policy,
            violations=violations,
            budget=budget,
            timestamp=timestamp,
            budget_usage=budget_usage,
            runtime_result=runtime_result,
            parent_id=parent_id,
            epoch_id=epoch_id,
            latency_ms=latency_ms,
            execution_trace=execution_trace,
            agent_id=agent_id,
            sequence_id=sequence_id,
            parent_agent_trace=parent_agent_trace,
        )

        return command_record
