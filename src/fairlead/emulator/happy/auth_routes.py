"""Signing in, and pairing of terminals and devices."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from fastapi import APIRouter, Query
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers, public_answers
from fairlead.emulator.happy.errors import Problem, ServerFailed
from fairlead.emulator.happy.inputs import DONE
from fairlead.emulator.happy.store import Account, Pairing
from fairlead.emulator.happy.tokens import verify_signature
from fairlead.emulator.happy.world import Unit, World, WorldDep

__all__ = ["enter", "router"]

_KEY_SIZE = 32

router: APIRouter = APIRouter(prefix="/v1/auth", tags=["auth"], route_class=JsonRoute)


@router.post("", responses=public_answers(400, 401))
async def sign_in(body: api.SignIn, world: WorldDep) -> api.SignedIn:
    """Sign in with the account's key. Any challenge will do, and even an old one."""
    try:
        key, challenge, signature = map(_decode, (body.publicKey, body.challenge, body.signature))
        if not verify_signature(key, challenge, signature):
            raise Problem(401, "Invalid signature")
    except ValueError as error:
        raise ServerFailed from error
    with world.unit() as unit:
        account = enter(unit, key)
    return api.SignedIn(success=True, token=world.signer.sign(account.id, world.now()))


@router.post("/request", responses=public_answers(400, 401))
async def request_terminal_pairing(body: api.TerminalPairingRequest, world: WorldDep) -> api.PairingState:
    """Ask to pair a terminal, and ask again how far it is."""
    return _request(world, "terminal", body.publicKey, supports_v2=bool(body.supportsV2))


@router.get("/request/status", responses=public_answers(400))
async def get_terminal_pairing(
    world: WorldDep,
    public_key: Annotated[str, Query(alias="publicKey", description="Public key of the pairing, base64.")],
) -> api.PairingStatus:
    """Look at a terminal's pairing."""
    with world.unit() as unit:
        pairing = _find(unit, "terminal", public_key) if _is_key(public_key) else None
    if pairing is None:
        return api.PairingStatus(status=api.Status.not_found, supportsV2=False)
    if pairing.response is not None:
        return api.PairingStatus(status=api.Status.authorized, supportsV2=False)
    return api.PairingStatus(status=api.Status.pending, supportsV2=pairing.supports_v2)


@router.post("/response", responses=answers(400, 404))
async def approve_terminal_pairing(
    body: api.PairingApproval, caller: Caller, world: WorldDep
) -> api.Succeeded:
    """Let a terminal in."""
    _approve(world, caller.id, "terminal", body)
    return DONE


@router.post("/account/request", responses=public_answers(400, 401))
async def request_account_pairing(body: api.AccountPairingRequest, world: WorldDep) -> api.PairingState:
    """Ask for an account's secret, and ask again how far it is."""
    return _request(world, "account", body.publicKey)


@router.post("/account/response", responses=answers(400, 404))
async def approve_account_pairing(
    body: api.PairingApproval, caller: Caller, world: WorldDep
) -> api.Succeeded:
    """Share the account's secret with a device."""
    _approve(world, caller.id, "account", body)
    return DONE


def enter(unit: Unit, public_key: bytes) -> Account:
    """The account of a key; a new key has a new one."""
    text = base64.b64encode(public_key).decode()
    account = unit.db.scalars(select(Account).where(Account.public_key == text)).one_or_none()
    if account is None:
        account = Account(id=unit.new_id(), public_key=text)
        unit.db.add(account)
        unit.db.flush()
    return account


def _request(world: World, kind: str, public_key: str, *, supports_v2: bool = False) -> api.PairingState:
    _need_key(public_key)
    with world.unit() as unit:
        pairing = _find(unit, kind, public_key)
        if pairing is None:
            pairing = Pairing(id=unit.new_id(), kind=kind, public_key=public_key, supports_v2=supports_v2)
            unit.db.add(pairing)
    if pairing.response is None or pairing.account_id is None:
        return api.PairingState(api.PairingRequested(state="requested"))
    claims = {"session": pairing.id} if kind == "terminal" else {}
    token = world.signer.sign(pairing.account_id, world.now(), **claims)
    authorized = api.PairingAuthorized(state="authorized", token=token, response=pairing.response)
    return api.PairingState(authorized)


def _approve(world: World, account_id: str, kind: str, body: api.PairingApproval) -> None:
    _need_key(body.publicKey)
    with world.unit() as unit:
        pairing = _find(unit, kind, body.publicKey)
        if pairing is None:
            raise Problem(404, "Request not found")
        if pairing.response is None:
            pairing.response = body.response
            pairing.account_id = account_id


def _find(unit: Unit, kind: str, public_key: str) -> Pairing | None:
    query = select(Pairing).where(Pairing.kind == kind, Pairing.public_key == public_key)
    return unit.db.scalars(query).one_or_none()


def _need_key(public_key: str) -> None:
    if not _is_key(public_key):
        raise Problem(401, "Invalid public key")


def _is_key(public_key: str) -> bool:
    try:
        return len(_decode(public_key)) == _KEY_SIZE
    except ValueError:
        return False


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64") from error
