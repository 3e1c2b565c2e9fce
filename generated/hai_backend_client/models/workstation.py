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

if TYPE_CHECKING:
    from ..models.workstation_storage import WorkstationStorage


T = TypeVar("T", bound="Workstation")


@_attrs_define
class Workstation:
    """A machine with a shell.

    Attributes:
        id (str): Identifier.
        kind (Literal['workstation']):  Default: 'workstation'.
        host (EnvironmentHost | Unset): Where an environment runs: on the user's machine or in the cloud.
        session_id (None | str | Unset): Machine to attach to.
        storage (None | Unset | WorkstationStorage): Null is the platform's choice.
        lazy (bool | Unset): Whether it starts at its first use.
    """

    id: str
    kind: Literal["workstation"] = "workstation"
    host: EnvironmentHost | Unset = UNSET
    session_id: None | str | Unset = UNSET
    storage: None | Unset | WorkstationStorage = UNSET
    lazy: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.workstation_storage import WorkstationStorage

        id = self.id

        kind = self.kind

        host: str | Unset = UNSET
        if not isinstance(self.host, Unset):
            host = self.host

        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        storage: dict[str, Any] | None | Unset
        if isinstance(self.storage, Unset):
            storage = UNSET
        elif isinstance(self.storage, WorkstationStorage):
            storage = self.storage.to_dict()
        else:
            storage = self.storage

        lazy = self.lazy

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
            }
        )
        if host is not UNSET:
            field_dict["host"] = host
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if storage is not UNSET:
            field_dict["storage"] = storage
        if lazy is not UNSET:
            field_dict["lazy"] = lazy

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.workstation_storage import WorkstationStorage

        d = dict(src_dict)
        id = d.pop("id")

        kind = cast(Literal["workstation"], d.pop("kind"))
        if kind != "workstation":
            raise ValueError(f"kind must match const 'workstation', got '{kind}'")

        _host = d.pop("host", UNSET)
        host: EnvironmentHost | Unset
        if isinstance(_host, Unset):
            host = UNSET
        else:
            host = check_environment_host(_host)

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_storage(data: object) -> None | Unset | WorkstationStorage:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                storage_type_0 = WorkstationStorage.from_dict(data)

                return storage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WorkstationStorage, data)

        storage = _parse_storage(d.pop("storage", UNSET))

        lazy = d.pop("lazy", UNSET)

        workstation = cls(
            id=id,
            kind=kind,
            host=host,
            session_id=session_id,
            storage=storage,
            lazy=lazy,
        )

        workstation.additional_properties = d
        return workstation

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
