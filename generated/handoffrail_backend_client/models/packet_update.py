from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.packet_status import PacketStatus, check_packet_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.actions import Actions
    from ..models.decision import Decision
    from ..models.dependency import Dependency
    from ..models.hitl_checkpoint import HitlCheckpoint
    from ..models.packet_context import PacketContext


T = TypeVar("T", bound="PacketUpdate")


@_attrs_define
class PacketUpdate:
    """Changes to a packet. A field that is left out or null stays as it is. Metadata cannot be changed.

    Attributes:
        status (None | PacketStatus | Unset): New status; the current one again is accepted and changes nothing.
        context (None | PacketContext | Unset): Replaces the whole context.
        decisions (list[Decision] | None | Unset): Merged by `id`: known ones are replaced, new ones appended.
        actions (Actions | None | Unset): Replaces all three lists; a list left out becomes empty.
        dependencies (list[Dependency] | None | Unset): Replaces the list; an empty list clears it.
        hitl (HitlCheckpoint | None | Unset): Replaces the checkpoint without changing the status.
    """

    status: None | PacketStatus | Unset = UNSET
    context: None | PacketContext | Unset = UNSET
    decisions: list[Decision] | None | Unset = UNSET
    actions: Actions | None | Unset = UNSET
    dependencies: list[Dependency] | None | Unset = UNSET
    hitl: HitlCheckpoint | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.actions import Actions
        from ..models.decision import Decision
        from ..models.dependency import Dependency
        from ..models.hitl_checkpoint import HitlCheckpoint
        from ..models.packet_context import PacketContext

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        context: dict[str, Any] | None | Unset
        if isinstance(self.context, Unset):
            context = UNSET
        elif isinstance(self.context, PacketContext):
            context = self.context.to_dict()
        else:
            context = self.context

        decisions: list[dict[str, Any]] | None | Unset
        if isinstance(self.decisions, Unset):
            decisions = UNSET
        elif isinstance(self.decisions, list):
            decisions = []
            for decisions_type_0_item_data in self.decisions:
                decisions_type_0_item = decisions_type_0_item_data.to_dict()
                decisions.append(decisions_type_0_item)

        else:
            decisions = self.decisions

        actions: dict[str, Any] | None | Unset
        if isinstance(self.actions, Unset):
            actions = UNSET
        elif isinstance(self.actions, Actions):
            actions = self.actions.to_dict()
        else:
            actions = self.actions

        dependencies: list[dict[str, Any]] | None | Unset
        if isinstance(self.dependencies, Unset):
            dependencies = UNSET
        elif isinstance(self.dependencies, list):
            dependencies = []
            for dependencies_type_0_item_data in self.dependencies:
                dependencies_type_0_item = dependencies_type_0_item_data.to_dict()
                dependencies.append(dependencies_type_0_item)

        else:
            dependencies = self.dependencies

        hitl: dict[str, Any] | None | Unset
        if isinstance(self.hitl, Unset):
            hitl = UNSET
        elif isinstance(self.hitl, HitlCheckpoint):
            hitl = self.hitl.to_dict()
        else:
            hitl = self.hitl

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if status is not UNSET:
            field_dict["status"] = status
        if context is not UNSET:
            field_dict["context"] = context
        if decisions is not UNSET:
            field_dict["decisions"] = decisions
        if actions is not UNSET:
            field_dict["actions"] = actions
        if dependencies is not UNSET:
            field_dict["dependencies"] = dependencies
        if hitl is not UNSET:
            field_dict["hitl"] = hitl

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actions import Actions
        from ..models.decision import Decision
        from ..models.dependency import Dependency
        from ..models.hitl_checkpoint import HitlCheckpoint
        from ..models.packet_context import PacketContext

        d = dict(src_dict)

        def _parse_status(data: object) -> None | PacketStatus | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_packet_status(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PacketStatus | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_context(data: object) -> None | PacketContext | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                context_type_0 = PacketContext.from_dict(data)

                return context_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PacketContext | Unset, data)

        context = _parse_context(d.pop("context", UNSET))

        def _parse_decisions(data: object) -> list[Decision] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                decisions_type_0 = []
                _decisions_type_0 = data
                for decisions_type_0_item_data in _decisions_type_0:
                    decisions_type_0_item = Decision.from_dict(
                        decisions_type_0_item_data
                    )

                    decisions_type_0.append(decisions_type_0_item)

                return decisions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Decision] | None | Unset, data)

        decisions = _parse_decisions(d.pop("decisions", UNSET))

        def _parse_actions(data: object) -> Actions | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                actions_type_0 = Actions.from_dict(data)

                return actions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actions | None | Unset, data)

        actions = _parse_actions(d.pop("actions", UNSET))

        def _parse_dependencies(data: object) -> list[Dependency] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                dependencies_type_0 = []
                _dependencies_type_0 = data
                for dependencies_type_0_item_data in _dependencies_type_0:
                    dependencies_type_0_item = Dependency.from_dict(
                        dependencies_type_0_item_data
                    )

                    dependencies_type_0.append(dependencies_type_0_item)

                return dependencies_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Dependency] | None | Unset, data)

        dependencies = _parse_dependencies(d.pop("dependencies", UNSET))

        def _parse_hitl(data: object) -> HitlCheckpoint | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hitl_type_0 = HitlCheckpoint.from_dict(data)

                return hitl_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HitlCheckpoint | None | Unset, data)

        hitl = _parse_hitl(d.pop("hitl", UNSET))

        packet_update = cls(
            status=status,
            context=context,
            decisions=decisions,
            actions=actions,
            dependencies=dependencies,
            hitl=hitl,
        )

        packet_update.additional_properties = d
        return packet_update

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
