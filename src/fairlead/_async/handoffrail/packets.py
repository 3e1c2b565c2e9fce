"""Packets: the work that is handed over, one at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from uuid import UUID

from handoffrail_backend_client import models as wire
from handoffrail_backend_client.api.packets import (
    chain_handoff,
    claim_packet,
    create_packet,
    delete_packet,
    get_awaiting,
    get_history,
    get_packet,
    list_packets,
    respond_to_hitl,
    search_packets,
    update_packet,
)

from fairlead._async.handoffrail._base import PAGE_SIZE, AsyncHandoffRailBase, given, listed, moment
from fairlead.handoffrail import models
from fairlead.handoffrail._inputs import check_model, checking


class AsyncPacketMethods(AsyncHandoffRailBase):
    """The part of the client that is about single packets."""

    async def create_packet(self, packet: models.PacketCreate) -> models.PacketResponse:
        """Hand work over: store a new packet for its target agent.

        The request is sent again only if it cannot have reached the server, so a lost reply never makes two
        packets.

        Args:
            packet: The packet; `HandoffPacket.builder()` makes one step by step.

        Raises:
            UnprocessableError: A field is invalid, or the context breaks the registered schema.
            PayloadTooLargeError: The packet has more than 65,536 bytes.
            RateLimitError: Too many requests, or the daily quota is used up (`code == "quota"`).

        Examples:
            >>> packet = await client.create_packet(
            ...     HandoffPacket.builder()
            ...     .from_agent("sales-01", "SalesBot")
            ...     .to_agent("billing-01", "BillingBot")
            ...     .with_summary("Customer wants to upgrade")
            ...     .build()
            ... )
        """
        check_model(packet, models.PacketCreate, "packet")
        return await self._call(
            models.PacketResponse,
            create_packet.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.PacketCreate.from_dict, packet.to_dict()),
        )

    async def get_packet(self, packet_id: str | UUID) -> models.PacketResponse:
        """Get one packet; expired ones are returned too.

        Raises:
            NotFoundError: This tenant has no such packet.
        """
        return await self._call(
            models.PacketResponse,
            get_packet.asyncio_detailed,
            self._segment(packet_id, "packet_id"),
            client=self._wire,
        )

    async def list_packets(
        self,
        *,
        status: str | Iterable[str] | None = None,
        source_agent: str | None = None,
        target_agent: str | None = None,
        tags: str | Iterable[str] | None = None,
        priority: str | None = None,
        created_after: str | datetime | None = None,
        created_before: str | datetime | None = None,
        limit: int = 50,
        offset: int = 0,
        cursor: str | None = None,
    ) -> models.PacketListResponse:
        """Get one page of packets, newest first. `iter_packets` follows the pages for you.

        Args:
            status: One status, or several, any of which may match.
            source_agent: Id of the agent that wrote the packet.
            target_agent: Id of the agent it is meant for, or that claimed it.
            tags: Tags that must all be present.
            priority: `low`, `normal`, `high` or `critical`.
            created_after: Only packets created at this time or later.
            created_before: Only packets created at this time or earlier.
            limit: Packets on the page, 1 to 200.
            offset: Packets to skip; ignored with a cursor.
            cursor: `next_cursor` of the page before. With it, `total` counts from that place on only.

        Raises:
            BadRequestError: The cursor is malformed.
            UnprocessableError: A limit or a time is invalid.
        """
        return await self._call(
            models.PacketListResponse,
            list_packets.asyncio_detailed,
            client=self._wire,
            status=listed(status),
            source_agent=given(source_agent),
            target_agent=given(target_agent),
            tags=listed(tags),
            priority=given(priority),
            created_after=moment(created_after),
            created_before=moment(created_before),
            limit=limit,
            offset=offset,
            cursor=given(cursor),
        )

    async def iter_packets(
        self,
        *,
        status: str | Iterable[str] | None = None,
        source_agent: str | None = None,
        target_agent: str | None = None,
        tags: str | Iterable[str] | None = None,
        priority: str | None = None,
        created_after: str | datetime | None = None,
        created_before: str | datetime | None = None,
        page_size: int = PAGE_SIZE,
    ) -> AsyncIterator[models.PacketResponse]:
        """Yield every matching packet, newest first, fetching pages as they are needed.

        Packets created while iterating are not seen, and none is seen twice. The filters are those of
        `list_packets`.

        Args:
            status: One status, or several, any of which may match.
            source_agent: Id of the agent that wrote the packet.
            target_agent: Id of the agent it is meant for, or that claimed it.
            tags: Tags that must all be present.
            priority: `low`, `normal`, `high` or `critical`.
            created_after: Only packets created at this time or later.
            created_before: Only packets created at this time or earlier.
            page_size: Packets fetched at a time, 1 to 200.

        Examples:
            >>> async for packet in client.iter_packets(status="created"):
            ...     print(packet.context.summary)
        """
        # Read once: an iterator given as a filter would be empty from the second page on.
        statuses, wanted_tags = listed(status) or None, listed(tags) or None
        cursor: str | None = None
        while True:
            page = await self.list_packets(
                status=statuses,
                source_agent=source_agent,
                target_agent=target_agent,
                tags=wanted_tags,
                priority=priority,
                created_after=created_after,
                created_before=created_before,
                limit=page_size,
                cursor=cursor,
            )
            for packet in page.packets:
                yield packet
            if page.next_cursor is None or page.next_cursor == cursor:
                return
            cursor = page.next_cursor

    async def claim_packet(
        self, packet_id: str | UUID, *, agent_id: str, agent_name: str, framework: str | None = None
    ) -> models.PacketResponse:
        """Claim a packet for an agent, which becomes its target. One agent wins.

        Args:
            packet_id: The packet.
            agent_id: Id of the agent that takes the work.
            agent_name: Its name.
            framework: What it is built with, such as `"langchain"`.

        Raises:
            ConflictError: It is claimed already; `claimed_by` says by whom.
            PacketExpiredError: It expired.
            BadRequestError: It is in progress, completed or failed.
            NotFoundError: This tenant has no such packet.
        """
        with checking():
            claim = models.PacketClaim(agent_id=agent_id, agent_name=agent_name, framework=framework)
        return await self._call(
            models.PacketResponse,
            claim_packet.asyncio_detailed,
            self._segment(packet_id, "packet_id"),
            client=self._wire,
            body=self._body(wire.PacketClaim.from_dict, claim.to_dict()),
        )

    async def update_packet(
        self, packet_id: str | UUID, update: models.PacketUpdate
    ) -> models.PacketResponse:
        """Change the fields that `update` sets; the others stay.

        `context`, `actions` and `dependencies` are replaced as a whole, decisions are merged by id. The
        server has no locking: of two simultaneous updates of a field, the later one wins.

        Raises:
            BadRequestError: The status cannot follow the present one; work goes from `claimed` through
                `in_progress` to `completed`.
            UnprocessableError: A field is invalid.
            NotFoundError: This tenant has no such packet.
        """
        check_model(update, models.PacketUpdate, "update")
        return await self._call(
            models.PacketResponse,
            update_packet.asyncio_detailed,
            self._segment(packet_id, "packet_id"),
            client=self._wire,
            body=self._body(wire.PacketUpdate.from_dict, update.to_dict()),
        )

    async def complete_packet(self, packet_id: str | UUID, *, start: bool = False) -> models.PacketResponse:
        """Mark the work as done.

        Args:
            packet_id: The packet.
            start: Move it to `in_progress` first, with a request of its own. The server refuses to complete
                a packet that was claimed and never started.

        Raises:
            BadRequestError: It is not in progress (and `start` is not set, or cannot help).
            NotFoundError: This tenant has no such packet.
        """
        if start:
            await self.update_packet(packet_id, models.PacketUpdate(status=models.PacketStatus.in_progress))
        return await self.update_packet(packet_id, models.PacketUpdate(status=models.PacketStatus.completed))

    async def delete_packet(self, packet_id: str | UUID) -> None:
        """Withdraw a packet: its status becomes `expired` and it stays readable.

        Raises:
            ConflictError: It is expired already.
            NotFoundError: This tenant has no such packet.
        """
        await self._call_empty(
            delete_packet.asyncio_detailed, self._segment(packet_id, "packet_id"), client=self._wire
        )

    async def respond_to_hitl(
        self, packet_id: str | UUID, *, response: str, responded_by: str, notes: str | None = None
    ) -> models.PacketResponse:
        """Answer a human checkpoint. The packet becomes `claimed`; its agent goes on with `in_progress`.

        Args:
            packet_id: The packet.
            response: The decision; it need not be one of the offered options.
            responded_by: Who decided.
            notes: Further words.

        Raises:
            ConflictError: The packet does not wait for a human (any more).
            BadRequestError: The packet has no checkpoint.
            NotFoundError: This tenant has no such packet.
        """
        with checking():
            answer = models.HitlRespondRequest(response=response, responded_by=responded_by, notes=notes)
        return await self._call(
            models.PacketResponse,
            respond_to_hitl.asyncio_detailed,
            self._segment(packet_id, "packet_id"),
            client=self._wire,
            body=self._body(wire.HitlRespondRequest.from_dict, answer.to_dict()),
        )

    async def get_awaiting(self, *, limit: int = 50, offset: int = 0) -> models.PacketListResponse:
        """Get one page of the packets that wait for a human, oldest first.

        Args:
            limit: Packets on the page, 1 to 200.
            offset: Packets to skip.
        """
        return await self._call(
            models.PacketListResponse,
            get_awaiting.asyncio_detailed,
            client=self._wire,
            limit=limit,
            offset=offset,
        )

    async def iter_awaiting(self, *, page_size: int = PAGE_SIZE) -> AsyncIterator[models.PacketResponse]:
        """Yield every packet that waits for a human, oldest first.

        The list is paged by position: answer packets after the iteration, not within it, or the next page
        skips as many as were answered.

        Args:
            page_size: Packets fetched at a time, 1 to 200.
        """

        async def page(offset: int) -> list[models.PacketResponse]:
            return (await self.get_awaiting(limit=page_size, offset=offset)).packets

        async for packet in self._by_offset(page, page_size):
            yield packet

    async def search_packets(
        self, query: str, options: models.SearchOptions | None = None
    ) -> models.PacketListResponse:
        """Search the summaries of packets.

        Args:
            query: At least 2 characters. A server without the fixes of the emulator reads it as full-text
                query syntax and fails on punctuation.
            options: Page and filters.

        Raises:
            UnprocessableError: The query is too short.
        """
        options = options or models.SearchOptions()
        return await self._call(
            models.PacketListResponse,
            search_packets.asyncio_detailed,
            client=self._wire,
            q=query,
            limit=options.limit,
            offset=options.offset,
            status=given(options.status),
            priority=given(options.priority),
        )

    async def iter_search(
        self,
        query: str,
        *,
        status: str | None = None,
        priority: str | None = None,
        page_size: int = PAGE_SIZE,
    ) -> AsyncIterator[models.PacketResponse]:
        """Yield every packet that a search finds.

        Args:
            query: At least 2 characters.
            status: Only packets with this status.
            priority: Only packets with this priority.
            page_size: Packets fetched at a time, 1 to 200.
        """
        wanted = models.PacketStatus(status) if status else None
        urgency = models.Priority(priority) if priority else None

        async def page(offset: int) -> list[models.PacketResponse]:
            with checking():
                options = models.SearchOptions(
                    limit=page_size, offset=offset, status=wanted, priority=urgency
                )
            return (await self.search_packets(query, options)).packets

        async for packet in self._by_offset(page, page_size):
            yield packet

    async def get_history(self, packet_id: str | UUID) -> models.PacketHistoryResponse:
        """Get everything that happened to a packet, oldest first.

        Raises:
            NotFoundError: This tenant has no such packet.
        """
        return await self._call(
            models.PacketHistoryResponse,
            get_history.asyncio_detailed,
            self._segment(packet_id, "packet_id"),
            client=self._wire,
        )

    async def chain_handoff(
        self, parent_packet_id: str | UUID, request: models.ChainHandoffRequest
    ) -> models.PacketResponse:
        """Hand over follow-up work: a new packet that continues the parent's conversation.

        Args:
            parent_packet_id: The packet it follows, in any status.
            request: The new packet; `ChainBuilder` makes one step by step.

        Raises:
            NotFoundError: This tenant has no such parent.
            UnprocessableError: A field is invalid, or the merged context breaks the registered schema.
        """
        check_model(request, models.ChainHandoffRequest, "request")
        return await self._call(
            models.PacketResponse,
            chain_handoff.asyncio_detailed,
            self._segment(parent_packet_id, "parent_packet_id"),
            client=self._wire,
            body=self._body(wire.ChainHandoffRequest.from_dict, request.to_dict()),
        )
