from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.packet_status import PacketStatus, check_packet_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.actions import Actions
    from ..models.decision import Decision
    from ..models.dependency import Dependency
    from ..models.hitl_checkpoint import HitlCheckpoint
    from ..models.metadata import Metadata
    from ..models.packet_context import PacketContext


T = TypeVar("T", bound="PacketResponse")


@_attrs_define
class PacketResponse:
    """A handoff packet. Every key is present at every level: absent values are null or empty.

    Attributes:
        id (UUID): Identifier, made by the server.
        version (str): Version of the packet format.
        parent_packet_id (None | UUID): Packet this one follows from.
        metadata (Metadata): Who hands over to whom, and when. The times are the author's own, stored as sent;
            `claimed_at` and `completed_at` are set by the server as the packet moves on.
        context (PacketContext): What the receiving agent needs to know.
        decisions (list[Decision]):
        actions (Actions): Actions by state. A list left out is empty.
        dependencies (list[Dependency]):
        hitl (HitlCheckpoint | None):
        status (PacketStatus): Where a packet stands. Work moves created, claimed, in_progress, completed; a packet can
            also wait for a human, fail or expire. A packet cannot go from claimed to completed without being in_progress.
        created_at (str): When the server stored the packet, UTC without offset.
        updated_at (str): When the packet last changed, UTC without offset.
    """

    id: UUID
    version: str
    parent_packet_id: None | UUID
    metadata: Metadata
    context: PacketContext
    decisions: list[Decision]
    actions: Actions
    dependencies: list[Dependency]
    hitl: HitlCheckpoint | None
    status: PacketStatus
    created_at: str
    updated_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.actions import Actions
        from ..models.decision import Decision
        from ..models.dependency import Dependency
        from ..models.hitl_checkpoint import HitlCheckpoint
        from ..models.metadata import Metadata
        from ..models.packet_context import PacketContext

        id = str(self.id)

        version = self.version

        parent_packet_id: None | str
        if isinstance(self.parent_packet_id, UUID):
            parent_packet_id = str(self.parent_packet_id)
        else:
            parent_packet_id = self.parent_packet_id

        metadata = self.metadata.to_dict()

        context = self.context.to_dict()

        decisions = []
        for decisions_item_data in self.decisions:
            decisions_item = decisions_item_data.to_dict()
            decisions.append(decisions_item)

        actions = self.actions.to_dict()

        dependencies = []
        for dependencies_item_data in self.dependencies:
            dependencies_item = dependencies_item_data.to_dict()
            dependencies.append(dependencies_item)

        hitl: dict[str, Any] | None
        if isinstance(self.hitl, HitlCheckpoint):
            hitl = self.hitl.to_dict()
        else:
            hitl = self.hitl

        status: str = self.status

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "version": version,
                "parent_packet_id": parent_packet_id,
                "metadata": metadata,
                "context": context,
                "decisions": decisions,
                "actions": actions,
                "dependencies": dependencies,
                "hitl": hitl,
                "status": status,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

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
        id = UUID(d.pop("id"))

        version = d.pop("version")

        def _parse_parent_packet_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parent_packet_id_type_0 = UUID(data)

                return parent_packet_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        parent_packet_id = _parse_parent_packet_id(d.pop("parent_packet_id"))

        metadata = Metadata.from_dict(d.pop("metadata"))

        context = PacketContext.from_dict(d.pop("context"))

        decisions = []
        _decisions = d.pop("decisions")
        for decisions_item_data in _decisions:
            decisions_item = Decision.from_dict(decisions_item_data)

            decisions.append(decisions_item)

        actions = Actions.from_dict(d.pop("actions"))

        dependencies = []
        _dependencies = d.pop("dependencies")
        for dependencies_item_data in _dependencies:
            dependencies_item = Dependency.from_dict(dependencies_item_data)

            dependencies.append(dependencies_item)

        def _parse_hitl(data: object) -> HitlCheckpoint | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hitl_type_0 = HitlCheckpoint.from_dict(data)

                return hitl_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HitlCheckpoint | None, data)

        hitl = _parse_hitl(d.pop("hitl"))

        status = check_packet_status(d.pop("status"))

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        packet_response = cls(
            id=id,
            version=version,
            parent_packet_id=parent_packet_id,
            metadata=metadata,
            context=context,
            decisions=decisions,
            actions=actions,
            dependencies=dependencies,
            hitl=hitl,
            status=status,
            created_at=created_at,
            updated_at=updated_at,
        )

        packet_response.additional_properties = d
        return packet_response

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
