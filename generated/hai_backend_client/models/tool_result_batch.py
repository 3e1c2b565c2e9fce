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
    from ..models.error_event import ErrorEvent
    from ..models.tool_result_event import ToolResultEvent


T = TypeVar("T", bound="ToolResultBatch")


@_attrs_define
class ToolResultBatch:
    """Results of several calls.

    Attributes:
        type_ (Literal['batch']):  Default: 'batch'.
        results (list[ErrorEvent | ToolResultEvent]): The results.
    """

    results: list[ErrorEvent | ToolResultEvent]
    type_: Literal["batch"] = "batch"

    def to_dict(self) -> dict[str, Any]:
        from ..models.error_event import ErrorEvent
        from ..models.tool_result_event import ToolResultEvent

        type_ = self.type_

        results = []
        for results_item_data in self.results:
            results_item: dict[str, Any]
            if isinstance(results_item_data, ToolResultEvent):
                results_item = results_item_data.to_dict()
            else:
                results_item = results_item_data.to_dict()

            results.append(results_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "results": results,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.error_event import ErrorEvent
        from ..models.tool_result_event import ToolResultEvent

        d = dict(src_dict)
        type_ = cast(Literal["batch"], d.pop("type"))
        if type_ != "batch":
            raise ValueError(f"type must match const 'batch', got '{type_}'")

        results = []
        _results = d.pop("results")
        for results_item_data in _results:

            def _parse_results_item(data: object) -> ErrorEvent | ToolResultEvent:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    results_item_type_0 = ToolResultEvent.from_dict(data)

                    return results_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                results_item_type_1 = ErrorEvent.from_dict(data)

                return results_item_type_1

            results_item = _parse_results_item(results_item_data)

            results.append(results_item)

        tool_result_batch = cls(
            type_=type_,
            results=results,
        )

        return tool_result_batch
