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

from ..models.session_event_result_result import (
    SessionEventResultResult,
    check_session_event_result_result,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SessionEventResult")


@_attrs_define
class SessionEventResult:
    """What became of the notification.

    Attributes:
        success (Literal[True]):
        result (SessionEventResultResult): What became of it.
        tokens (int | Unset): Devices it was for.
        delivered (int | Unset): Devices it reached.
        reason (str | Unset): Why it was suppressed: `active-ui-client` while an app is in front.
    """

    success: Literal[True]
    result: SessionEventResultResult
    tokens: int | Unset = UNSET
    delivered: int | Unset = UNSET
    reason: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        success = self.success

        result: str = self.result

        tokens = self.tokens

        delivered = self.delivered

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "success": success,
                "result": result,
            }
        )
        if tokens is not UNSET:
            field_dict["tokens"] = tokens
        if delivered is not UNSET:
            field_dict["delivered"] = delivered
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        success = cast(Literal[True], d.pop("success"))
        if success != True:
            raise ValueError(f"success must match const True, got '{success}'")

        result = check_session_event_result_result(d.pop("result"))

        tokens = d.pop("tokens", UNSET)

        delivered = d.pop("delivered", UNSET)

        reason = d.pop("reason", UNSET)

        session_event_result = cls(
            success=success,
            result=result,
            tokens=tokens,
            delivered=delivered,
            reason=reason,
        )

        session_event_result.additional_properties = d
        return session_event_result

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
