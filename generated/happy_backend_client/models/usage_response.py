from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.usage_period import UsagePeriod, check_usage_period
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.usage_sum import UsageSum


T = TypeVar("T", bound="UsageResponse")


@_attrs_define
class UsageResponse:
    """Usage by period.

    Attributes:
        usage (list[UsageSum]): The periods.
        group_by (UsagePeriod): Length of a period.
        total_reports (int): Reports it is made of.
    """

    usage: list[UsageSum]
    group_by: UsagePeriod
    total_reports: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.usage_sum import UsageSum

        usage = []
        for usage_item_data in self.usage:
            usage_item = usage_item_data.to_dict()
            usage.append(usage_item)

        group_by: str = self.group_by

        total_reports = self.total_reports

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "usage": usage,
                "groupBy": group_by,
                "totalReports": total_reports,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.usage_sum import UsageSum

        d = dict(src_dict)
        usage = []
        _usage = d.pop("usage")
        for usage_item_data in _usage:
            usage_item = UsageSum.from_dict(usage_item_data)

            usage.append(usage_item)

        group_by = check_usage_period(d.pop("groupBy"))

        total_reports = d.pop("totalReports")

        usage_response = cls(
            usage=usage,
            group_by=group_by,
            total_reports=total_reports,
        )

        usage_response.additional_properties = d
        return usage_response

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
