from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.run_result import RunResult, check_run_result
from ..types import UNSET, Unset

T = TypeVar("T", bound="RunAnswer")


@_attrs_define
class RunAnswer:
    """What came of a command. There is no reason in it; the trace has that.

    Attributes:
        result (RunResult): What became of a command, all things considered.
        output (None | str): The text that was produced.
        mode (str): Mode of the system. `normal` where the kernel names none, else such as `THROTTLE`.
        budget (float): The part of the usual reasoning budget that the command had, from 0.0 to 1.0.
        trace_id (str): Identifier of the trace, issued by the kernel.
        latency_ms (float): Time it took, in milliseconds.
    """

    result: RunResult
    output: None | str
    mode: str
    budget: float
    trace_id: str
    latency_ms: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        result: str = self.result

        output: None | str
        output = self.output

        mode = self.mode

        budget = self.budget

        trace_id = self.trace_id

        latency_ms = self.latency_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "result": result,
                "output": output,
                "mode": mode,
                "budget": budget,
                "trace_id": trace_id,
                "latency_ms": latency_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        result = check_run_result(d.pop("result"))

        def _parse_output(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        output = _parse_output(d.pop("output"))

        mode = d.pop("mode")

        budget = d.pop("budget")

        trace_id = d.pop("trace_id")

        latency_ms = d.pop("latency_ms")

        run_answer = cls(
            result=result,
            output=output,
            mode=mode,
            budget=budget,
            trace_id=trace_id,
            latency_ms=latency_ms,
        )

        run_answer.additional_properties = d
        return run_answer

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
