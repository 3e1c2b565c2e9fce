# Made from src/fairlead/_async/handoffrail/batches.py by `nox -s regenerate`: edit that one.
"""Batches: up to 50 packets in one request, each of which succeeds or fails on its own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from handoffrail_backend_client import models as wire
from handoffrail_backend_client.api.packets import (
    batch_claim_packets,
    batch_complete_packets,
    batch_create_packets,
)

from fairlead._sync.handoffrail._base import HandoffRailBase
from fairlead.handoffrail import models
from fairlead.handoffrail._inputs import check_model, checking


class BatchMethods(HandoffRailBase):
    """The part of the client that is about many packets at once."""

    def batch_create_packets(self, packets: Sequence[models.PacketCreate]) -> models.BatchCreateResponse:
        """Create 1 to 50 packets; `errors` of the answer names those that were refused, by index.

        Raises:
            BadRequestError: There are more than 50.
            UnprocessableError: The list is empty.
            RateLimitError: Too many requests, or the daily quota is used up.
        """
        given = list(packets)
        for packet in given:
            check_model(packet, models.PacketCreate, "packets")
        content = {"packets": [packet.to_dict() for packet in given]}
        return self._call(
            models.BatchCreateResponse,
            batch_create_packets.sync_detailed,
            client=self._wire,
            body=self._body(wire.BatchCreateRequest.from_dict, content),
        )

    def batch_claim_packets(
        self,
        packet_ids: Sequence[str | UUID],
        agent_id: str,
        agent_name: str,
        framework: str | None = None,
    ) -> models.BatchClaimResponse:
        """Claim 1 to 50 packets for one agent; `errors` of the answer names those that could not be.

        Raises:
            UnprocessableError: The list is empty, too long, or has something that is no packet id.
        """
        with checking():
            request = models.BatchClaimRequest(
                packet_ids=[str(packet_id) for packet_id in packet_ids],
                agent_id=agent_id,
                agent_name=agent_name,
                framework=framework,
            )
        return self._call(
            models.BatchClaimResponse,
            batch_claim_packets.sync_detailed,
            client=self._wire,
            body=self._body(wire.BatchClaimRequest.from_dict, request.to_dict()),
        )

    def batch_complete_packets(self, packet_ids: Sequence[str | UUID]) -> models.BatchCompleteResponse:
        """Complete 1 to 50 packets in progress; `errors` of the answer names those that could not be.

        Raises:
            UnprocessableError: The list is empty, too long, or has something that is no packet id.
        """
        with checking():
            request = models.BatchCompleteRequest(packet_ids=[str(packet_id) for packet_id in packet_ids])
        return self._call(
            models.BatchCompleteResponse,
            batch_complete_packets.sync_detailed,
            client=self._wire,
            body=self._body(wire.BatchCompleteRequest.from_dict, request.to_dict()),
        )
