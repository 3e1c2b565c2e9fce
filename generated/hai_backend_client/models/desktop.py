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

from ..models.environment_host import EnvironmentHost, check_environment_host
from ..types import UNSET, Unset

T = TypeVar("T", bound="Desktop")


@_attrs_define
class Desktop:
    """A desktop.

    Attributes:
        id (str): Identifier.
        kind (Literal['desktop']):  Default: 'desktop'.
        host (EnvironmentHost): Where an environment runs: on the user's machine or in the cloud.
        session_id (None | str | Unset): Desktop to attach to.
        lazy (bool | Unset): Whether it starts at its first use.
        settle_s (float | Unset): Seconds to wait after each action.
        screenshot_max_width (int | None | Unset): Width that screenshots are scaled down to, in pixels.
    """

    id: str
    host: EnvironmentHost
    kind: Literal["desktop"] = "desktop"
    session_id: None | str | Unset = UNSET
    lazy: bool | Unset = UNSET
    settle_s: float | Unset = UNSET
    screenshot_max_width: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind

        host: str = self.host

        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        lazy = self.lazy

        settle_s = self.settle_s

        screenshot_max_width: int | None | Unset
        if isinstance(self.screenshot_max_width, Unset):
            screenshot_max_width = UNSET
        else:
            screenshot_max_width = self.screenshot_max_width

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "host": host,
            }
        )
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if lazy is not UNSET:
            field_dict["lazy"] = lazy
        if settle_s is not UNSET:
            field_dict["settle_s"] = settle_s
        if screenshot_max_width is not UNSET:
            field_dict["screenshot_max_width"] = screenshot_max_width

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        kind = cast(Literal["desktop"], d.pop("kind"))
        if kind != "desktop":
            raise ValueError(f"kind must match const 'desktop', got '{kind}'")

        host = check_environment_host(d.pop("host"))

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        lazy = d.pop("lazy", UNSET)

        settle_s = d.pop("settle_s", UNSET)

        def _parse_screenshot_max_width(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        screenshot_max_width = _parse_screenshot_max_width(
            d.pop("screenshot_max_width", UNSET)
        )

        desktop = cls(
            id=id,
            kind=kind,
            host=host,
            session_id=session_id,
            lazy=lazy,
            settle_s=settle_s,
            screenshot_max_width=screenshot_max_width,
        )

        desktop.additional_properties = d
        return desktop

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
