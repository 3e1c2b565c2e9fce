"""Operations on join requests. What happens to them is also said in the chat."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel import messages
from fairlead.emulator.mycel.auth import Caller
from fairlead.emulator.mycel.chats import add_member, need_group
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.errors import FollowUpFailed
from fairlead.emulator.mycel.inputs import ChatId, RequestId
from fairlead.emulator.mycel.store import Chat, JoinRequest, User, find_member
from fairlead.emulator.mycel.world import Unit, World, WorldDep

__all__ = ["decide", "router"]

_FAILED = api.JoinFollowUpProblem | api.ErrorDetail

router: APIRouter = APIRouter(prefix="/api/chats/{chat_id}", tags=["chats"], route_class=JsonRoute)


@router.get("/join-target", responses=answers(404, 409, 422))
async def get_join_target(chat_id: ChatId, caller: Caller, world: WorldDep) -> api.JoinTarget:
    """Look at a group from outside."""
    with world.unit() as unit:
        chat = need_group(unit.db, chat_id)
        request = _find(unit, chat, _identifier(chat_id, caller.id))
        return api.JoinTarget(
            id=chat.id,
            type=api.ChatType(chat.type),
            title=chat.title,
            status=chat.status,
            created_by_user_id=chat.created_by_user_id,
            is_member=find_member(unit.db, chat_id, caller.id) is not None,
            current_request=None if request is None else _present(unit, request),
        )


@router.get("/join-requests", responses=answers(403, 404, 409, 422))
async def list_join_requests(chat_id: ChatId, caller: Caller, world: WorldDep) -> list[api.JoinRequest]:
    """List the join requests of a group, whatever became of them."""
    with world.unit() as unit:
        _need_own_group(unit, chat_id, caller)
        query = select(JoinRequest).where(JoinRequest.chat_id == chat_id).order_by(JoinRequest.number)
        return [_present(unit, request) for request in unit.db.scalars(query)]


@router.post("/join-requests", responses=answers(404, 409, 422, model_500=_FAILED))
async def request_join(
    chat_id: ChatId, body: api.RequestJoinBody, caller: Caller, world: WorldDep
) -> api.JoinRequest:
    """Ask to join a group. Asking again begins anew."""
    with world.unit() as unit:
        chat = need_group(unit.db, chat_id)
        if find_member(unit.db, chat_id, caller.id) is not None:
            raise HTTPException(409, "The caller is a member already")
        request = _find(unit, chat, _identifier(chat_id, caller.id))
        if request is None:
            request = JoinRequest(
                id=_identifier(chat_id, caller.id), chat_id=chat_id, requester_user_id=caller.id
            )
            unit.db.add(request)
        request.state = "pending"
        request.message = body.message
        request.decided_by_user_id = request.decided_at = None
        request.created_at = request.updated_at = unit.now
        unit.db.flush()
        shown = _present(unit, request)
    said = f"{caller.id} asks to join" + (f": {body.message}" if body.message else "")
    _say(world, chat_id, caller, said, chat.created_by_user_id, "request_notification", shown)
    return shown


@router.post("/join-requests/{request_id}/approve", responses=answers(403, 404, 409, 422, model_500=_FAILED))
async def approve_join(
    chat_id: ChatId,
    request_id: RequestId,
    body: api.EmptyBody,  # noqa: ARG001 - it must be there
    caller: Caller,
    world: WorldDep,
) -> api.JoinRequest:
    """Let somebody join."""
    return decide(world, chat_id, request_id, caller, True)


@router.post("/join-requests/{request_id}/reject", responses=answers(403, 404, 409, 422, model_500=_FAILED))
async def reject_join(
    chat_id: ChatId,
    request_id: RequestId,
    body: api.EmptyBody,  # noqa: ARG001 - it must be there
    caller: Caller,
    world: WorldDep,
) -> api.JoinRequest:
    """Let somebody not join."""
    return decide(world, chat_id, request_id, caller, False)


def decide(world: World, chat_id: str, request_id: str, caller: User, is_approved: bool) -> api.JoinRequest:
    """Let somebody join, or not.

    Raises:
        HTTPException: The caller cannot decide that (now), or it is decided and telling others failed (500).
    """
    with world.unit() as unit:
        state = "approved" if is_approved else "rejected"
        chat, request, requester = _decide(unit, chat_id, request_id, caller, state)
        if is_approved and find_member(unit.db, chat_id, requester.id) is None:
            add_member(unit.db, chat, requester)
        shown = _present(unit, request)
    if is_approved:
        said = f"{requester.id} has joined"
        _say(world, chat_id, caller, said, requester.id, "approve_notification", shown)
        return shown
    said = f"{requester.id} may not join"
    _say(world, chat_id, caller, said, requester.id, "reject_notification", shown)
    try:
        with world.unit() as unit:
            unit.notify(requester, _rejection(chat, request, caller))
    except FollowUpFailed as failure:
        raise _failed("reject", shown, failure) from failure
    return shown


def _identifier(chat_id: str, user_id: str) -> str:
    return f"chat_join:{chat_id}:{user_id}"


def _find(unit: Unit, chat: Chat, request_id: str) -> JoinRequest | None:
    query = select(JoinRequest).where(JoinRequest.id == request_id, JoinRequest.chat_id == chat.id)
    return unit.db.scalars(query).one_or_none()


def _need_own_group(unit: Unit, chat_id: str, caller: User) -> Chat:
    chat = need_group(unit.db, chat_id)
    if chat.created_by_user_id != caller.id:
        raise HTTPException(403, "Only the creator of the chat may do that")
    return chat


def _decide(
    unit: Unit, chat_id: str, request_id: str, caller: User, state: str
) -> tuple[Chat, JoinRequest, User]:
    chat = _need_own_group(unit, chat_id, caller)
    if (request := _find(unit, chat, request_id)) is None:
        raise HTTPException(404, "The join request does not exist")
    if request.state != "pending":
        raise HTTPException(409, f"The join request is {request.state} already")
    request.state = state
    request.decided_by_user_id = caller.id
    request.decided_at = request.updated_at = unit.now
    return chat, request, unit.known_user(request.requester_user_id)


def _say(
    world: World, chat_id: str, sender: User, content: str, mentioned: str, action: str, row: api.JoinRequest
) -> None:
    """Tell the chat what happened, after it has been stored."""
    try:
        with world.unit() as unit:
            chat = need_group(unit.db, chat_id)
            messages.post(unit, chat, sender, content, message_type="notification", mentioned_ids=[mentioned])
    except FollowUpFailed as failure:
        raise _failed(action, row, failure) from failure


def _failed(action: str, row: api.JoinRequest, failure: FollowUpFailed) -> HTTPException:
    detail: dict[str, Any] = {
        "error": "chat_join_action_failed",
        "action": action,
        "row": row.model_dump(mode="json"),
        "cause": str(failure),
    }
    return HTTPException(500, detail)


def _rejection(chat: Chat, request: JoinRequest, caller: User) -> dict[str, Any]:
    return {
        "event_type": "chat.join.rejected",
        "notification_type": "chat_join",
        "source": "external",
        "sender_id": caller.id,
        "sender_name": caller.name,
        "summary": f"{caller.name} rejected the request to join {chat.title or chat.id}",
        "chat_join_request_id": request.id,
        "chat_id": chat.id,
        "state": "rejected",
    }


def _present(unit: Unit, request: JoinRequest) -> api.JoinRequest:
    requester = unit.known_user(request.requester_user_id)
    return api.JoinRequest(
        id=request.id,
        chat_id=request.chat_id,
        requester_user_id=request.requester_user_id,
        state=api.JoinRequestState(request.state),
        message=request.message,
        decided_by_user_id=request.decided_by_user_id,
        decided_at=request.decided_at,
        created_at=request.created_at,
        updated_at=request.updated_at,
        requester_name=requester.name,
        requester_type=api.UserType(requester.type),
    )
