from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.actions import Actions
    from ..models.decision import Decision
    from ..models.dependency import Dependency
    from ..models.hitl_checkpoint import HitlCheckpoint
    from ..models.metadata import Metadata
    from ..models.packet_context import PacketContext


T = TypeVar("T", bound="PacketCreate")


@_attrs_define
class PacketCreate:
    """A new handoff packet. Identifier, version and status are made by the server.

    Attributes:
        metadata (Metadata): Who hands over to whom, and when. The times are the author's own, stored as sent;
            `claimed_at` and `completed_at` are set by the server as the packet moves on.
        context (PacketContext): What the receiving agent needs to know.
        parent_packet_id (None | Unset | UUID): Packet this one follows from. Stored unchecked; use the chain operation
            for a checked parent.
        decisions (list[Decision] | Unset):
        actions (Actions | Unset): Actions by state. A list left out is empty.
        dependencies (list[Dependency] | Unset):
        hitl (HitlCheckpoint | None | Unset): Checkpoint for a human. If it is required, the packet starts as
            `awaiting_human`.
        schema_id (None | str | Unset): Registered schema the context must satisfy.
    """

    metadata: Metadata
    context: PacketContext
    parent_packet_id: None | Unset | UUID = UNSET
    decisions: list[Decision] | Unset = UNSET
    actions: Actions | Unset = UNSET
    dependencies: list[Dependency] | Unset = UNSET
    hitl: HitlCheckpoint | None | Unset = UNSET
    schema_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.actions import Actions
        from ..models.decision import Decision
        from ..models.dependency import Dependency
        from ..models.hitl_checkpoint import HitlCheckpoint
        from ..models.metadata import Metadata
        from ..models.packet_context import PacketContext

        metadata = self.metadata.to_dict()

        context = self.context.to_dict()

        parent_packet_id: None | str | Unset
        if isinstance(self.parent_packet_id, Unset):
            parent_packet_id = UNSET
        elif isinstance(self.parent_packet_id, UUID):
            parent_packet_id = str(self.parent_packet_id)
        else:
            parent_packet_id = self.parent_packet_id

        decisions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.decisions, Unset):
            decisions = []
            for decisions_item_data in self.decisions:
                decisions_item = decisions_item_data.to_dict()
                decisions.append(decisions_item)

        actions: dict[str, Any] | Unset = UNSET
        if not isinstance(self.actions, Unset):
            actions = self.actions.to_dict()

        dependencies: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.dependencies, Unset):
            dependencies = []
            for dependencies_item_data in self.dependencies:
                dependencies_item = dependencies_item_data.to_dict()
                dependencies.append(dependencies_item)

        hitl: dict[str, Any] | None | Unset
        if isinstance(self.hitl, Unset):
            hitl = UNSET
        elif isinstance(self.hitl, HitlCheckpoint):
            hitl = self.hitl.to_dict()
        else:
            hitl = self.hitl

        schema_id: None | str | Unset
        if isinstance(self.schema_id, Unset):
            schema_id = UNSET
        else:
            schema_id = self.schema_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "metadata": metadata,
                "context": context,
            }
        )
        if parent_packet_id is not UNSET:
            field_dict["parent_packet_id"] = parent_packet_id
        if decisions is not UNSET:
            field_dict["decisions"] = decisions
        if actions is not UNSET:
            field_dict["actions"] = actions
        if dependencies is not UNSET:
            field_dict["dependencies"] = dependencies
        if hitl is not UNSET:
            field_dict["hitl"] = hitl
        if schema_id is not UNSET:
            field_dict["schema_id"] = schema_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actions import Actions
        from ..models.decision import Decision
        from ..models.dependency import Dependency
        from ..models.hitl_checkpoint import HitlCheckpoint
        from ..models.metadata import Metadata
        from ..models.packet_context import PacketContext

        d = dict(src_dict)
        metadata = Metadata.from_dict(d.pop("metadata"))

        context = PacketContext.from_dict(d.pop("context"))

        def _parse_parent_packet_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parent_packet_id_type_0 = UUID(data)

                return parent_packet_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        parent_packet_id = _parse_parent_packet_id(d.pop("parent_packet_id", UNSET))

        _decisions = d.pop("decisions", UNSET)
        decisions: list[Decision] | Unset = UNSET
        if _decisions is not UNSET:
            decisions = []
            for decisions_item_data in _decisions:
                decisions_item = Decision.from_dict(decisions_item_data)

                decisions.append(decisions_item)

        _actions = d.pop("actions", UNSET)
        actions: Actions | Unset
        if isinstance(_actions, Unset):
            actions = UNSET
        else:
            actions = Actions.from_dict(_actions)

        _dependencies = d.pop("dependencies", UNSET)
        dependencies: list[Dependency] | Unset = UNSET
        if _dependencies is not UNSET:
            dependencies = []
            for dependencies_item_data in _dependencies:
                dependencies_item = Dependency.from_dict(dependencies_item_data)

                dependencies.append(dependencies_item)

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

        def _parse_schema_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        schema_id = _parse_schema_id(d.pop("schema_id", UNSET))

        packet_create = cls(
            metadata=metadata,
            context=context,
            parent_packet_id=parent_packet_id,
            decisions=decisions,
            actions=actions,
            dependencies=dependencies,
            hitl=hitl,
            schema_id=schema_id,
        )

        packet_create.additional_properties = d
        return packet_create

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
