from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.completed_action import CompletedAction
    from ..models.failed_action import FailedAction
    from ..models.pending_action import PendingAction


T = TypeVar("T", bound="Actions")


@_attrs_define
class Actions:
    """Actions by state. A list left out is empty.

    Attributes:
        pending (list[PendingAction] | Unset):
        completed (list[CompletedAction] | Unset):
        failed (list[FailedAction] | Unset):
    """

    pending: list[PendingAction] | Unset = UNSET
    completed: list[CompletedAction] | Unset = UNSET
    failed: list[FailedAction] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.completed_action import CompletedAction
        from ..models.failed_action import FailedAction
        from ..models.pending_action import PendingAction

        pending: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.pending, Unset):
            pending = []
            for pending_item_data in self.pending:
                pending_item = pending_item_data.to_dict()
                pending.append(pending_item)

        completed: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.completed, Unset):
            completed = []
            for completed_item_data in self.completed:
                completed_item = completed_item_data.to_dict()
                completed.append(completed_item)

        failed: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.failed, Unset):
            failed = []
            for failed_item_data in self.failed:
                failed_item = failed_item_data.to_dict()
                failed.append(failed_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if pending is not UNSET:
            field_dict["pending"] = pending
        if completed is not UNSET:
            field_dict["completed"] = completed
        if failed is not UNSET:
            field_dict["failed"] = failed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.completed_action import CompletedAction
        from ..models.failed_action import FailedAction
        from ..models.pending_action import PendingAction

        d = dict(src_dict)
        _pending = d.pop("pending", UNSET)
        pending: list[PendingAction] | Unset = UNSET
        if _pending is not UNSET:
            pending = []
            for pending_item_data in _pending:
                pending_item = PendingAction.from_dict(pending_item_data)

                pending.append(pending_item)

        _completed = d.pop("completed", UNSET)
        completed: list[CompletedAction] | Unset = UNSET
        if _completed is not UNSET:
            completed = []
            for completed_item_data in _completed:
                completed_item = CompletedAction.from_dict(completed_item_data)

                completed.append(completed_item)

        _failed = d.pop("failed", UNSET)
        failed: list[FailedAction] | Unset = UNSET
        if _failed is not UNSET:
            failed = []
            for failed_item_data in _failed:
                failed_item = FailedAction.from_dict(failed_item_data)

                failed.append(failed_item)

        actions = cls(
            pending=pending,
            completed=completed,
            failed=failed,
        )

        actions.additional_properties = d
        return actions

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
