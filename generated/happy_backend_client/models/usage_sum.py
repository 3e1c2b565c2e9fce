from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.usage_sum_cost import UsageSumCost
    from ..models.usage_sum_tokens import UsageSumTokens


T = TypeVar("T", bound="UsageSum")


@_attrs_define
class UsageSum:
    """Usage within a period.

    Attributes:
        timestamp (int): Start of the period, in seconds.
        tokens (UsageSumTokens): Tokens by kind.
        cost (UsageSumCost): Cost by kind.
        report_count (int): Reports it is made of.
    """

    timestamp: int
    tokens: UsageSumTokens
    cost: UsageSumCost
    report_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.usage_sum_cost import UsageSumCost
        from ..models.usage_sum_tokens import UsageSumTokens

        timestamp = self.timestamp

        tokens = self.tokens.to_dict()

        cost = self.cost.to_dict()

        report_count = self.report_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "timestamp": timestamp,
                "tokens": tokens,
                "cost": cost,
                "reportCount": report_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.usage_sum_cost import UsageSumCost
        from ..models.usage_sum_tokens import UsageSumTokens

        d = dict(src_dict)
        timestamp = d.pop("timestamp")

        tokens = UsageSumTokens.from_dict(d.pop("tokens"))

        cost = UsageSumCost.from_dict(d.pop("cost"))

        report_count = d.pop("reportCount")

        usage_sum = cls(
            timestamp=timestamp,
            tokens=tokens,
            cost=cost,
            report_count=report_count,
        )

        usage_sum.additional_properties = d
        return usage_sum

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
