from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="SetWorkflowBody")


@_attrs_define
class SetWorkflowBody:
    """The workflow to be.

    Attributes:
        kind (str): What kind of workflow.
        state (str | Unset): Where it stands.
        config (JsonObject | Unset): Free-form JSON object.
        expected_state_version (int | None | Unset): The version to replace; null for any.
    """

    kind: str
    state: str | Unset = UNSET
    config: JsonObject | Unset = UNSET
    expected_state_version: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        kind = self.kind

        state = self.state

        config: dict[str, Any] | Unset = UNSET
        if not isinstance(self.config, Unset):
            config = self.config.to_dict()

        expected_state_version: int | None | Unset
        if isinstance(self.expected_state_version, Unset):
            expected_state_version = UNSET
        else:
            expected_state_version = self.expected_state_version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if state is not UNSET:
            field_dict["state"] = state
        if config is not UNSET:
            field_dict["config"] = config
        if expected_state_version is not UNSET:
            field_dict["expected_state_version"] = expected_state_version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        kind = d.pop("kind")

        state = d.pop("state", UNSET)

        _config = d.pop("config", UNSET)
        config: JsonObject | Unset
        if isinstance(_config, Unset):
            config = UNSET
        else:
            config = JsonObject.from_dict(_config)

        def _parse_expected_state_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        expected_state_version = _parse_expected_state_version(
            d.pop("expected_state_version", UNSET)
        )

        set_workflow_body = cls(
            kind=kind,
            state=state,
            config=config,
            expected_state_version=expected_state_version,
        )

        return set_workflow_body
