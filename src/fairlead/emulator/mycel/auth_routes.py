"""Operations on identities: owners, guests, external users, and the caller's own."""

from __future__ import annotations

from uuid import uuid4

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel import people, tokens
from fairlead.emulator.mycel.auth import Caller, make_token, require
from fairlead.emulator.mycel.declared import answers, public_answers
from fairlead.emulator.mycel.store import InviteCode, Registration, User
from fairlead.emulator.mycel.world import Unit, WorldDep

__all__ = ["owner_router", "router"]

owner_router: APIRouter = APIRouter(prefix="/api/auth", tags=["auth"], route_class=JsonRoute)
"""Registration and login, which only the full profile has."""

router: APIRouter = APIRouter(prefix="/api/auth", tags=["auth"], route_class=JsonRoute)


@owner_router.post("/login", responses=public_answers(401, 422))
async def login(body: api.LoginBody, world: WorldDep) -> api.Session:
    """Log in with an e-mail address or a number."""
    is_number = body.identifier.isdecimal() and len(body.identifier) < 19
    number = int(body.identifier) if is_number else None
    with world.unit() as unit:
        query = select(User).where(or_(User.email == body.identifier, User.mycel_id == number))
        user = unit.db.scalars(query).first()
        if user is None or user.password is None or not tokens.check_password(body.password, user.password):
            raise HTTPException(401, "The identifier or the password is wrong")
        token = make_token(world, user, seconds=world.settings.token_seconds)
        return api.Session(token=token, user=people.as_owner(user), agent=people.first_agent(unit, user))


@owner_router.post("/send-otp", responses=public_answers(400, 422))
async def send_otp(body: api.SendOtpBody, world: WorldDep) -> api.OtpSent:
    """Begin a registration. No e-mail is sent: the code is a setting."""
    local, _, domain = body.email.partition("@")
    if not local or not domain or not body.password:
        raise HTTPException(400, "The e-mail address or the password cannot be used")
    with world.unit() as unit:
        _usable_code(unit, body.invite_code, None)
        if unit.db.scalars(select(User.id).where(User.email == body.email)).first() is not None:
            raise HTTPException(400, "The e-mail address is already registered")
        pending = _registration(unit, Registration.email, body.email)
        if pending is None:
            pending = Registration(email=body.email, user_id=str(uuid4()))
            unit.db.add(pending)
        pending.password = tokens.digest_password(body.password)
        pending.otp_code = world.settings.otp_code
        pending.otp_expires_at = unit.now + world.settings.otp_seconds
    return api.OtpSent(ok=True)


@owner_router.post("/verify-otp", responses=public_answers(400, 422))
async def verify_otp(body: api.VerifyOtpBody, world: WorldDep) -> api.VerifiedOtp:
    """Prove that the code arrived. It can be used once."""
    with world.unit() as unit:
        pending = _registration(unit, Registration.email, body.email)
        if pending is None or pending.otp_code != body.token or pending.otp_expires_at < unit.now:
            raise HTTPException(400, "The code is wrong or has expired")
        pending.otp_code = None
        expires_at = int(unit.now + world.settings.token_seconds)
        claims = {"sub": pending.user_id, "iat": int(unit.now), "exp": expires_at}
    return api.VerifiedOtp(temp_token=tokens.sign(claims, world.key))


@owner_router.post("/complete-register", responses=public_answers(400, 422))
async def complete_register(body: api.CompleteRegisterBody, world: WorldDep) -> api.Session:
    """Complete a registration. Doing it again with the same token and code changes nothing."""
    try:
        user_id = tokens.subject(body.temp_token, world.key, world.now())
    except tokens.InvalidToken as error:
        raise HTTPException(400, f"The token is not valid: {error}") from error
    with world.unit() as unit:
        pending = _registration(unit, Registration.user_id, user_id)
        if pending is None:
            raise HTTPException(400, "The token does not belong to a registration")
        code = _usable_code(unit, body.invite_code, user_id)
        owner = unit.user(user_id)
        if owner is None:
            owner = people.add_owner(unit, user_id=user_id, email=pending.email, password=pending.password)
            code.used_by = user_id
        unit.db.flush()
        return api.Session(
            token=body.temp_token, user=people.as_owner(owner), agent=people.first_agent(unit, owner)
        )


@router.post("/guest", responses=public_answers(422))
async def create_guest_owner(body: api.CreateGuestBody, world: WorldDep) -> api.GuestSession:
    """Make a guest, whose token never expires."""
    with world.unit() as unit:
        guest = people.add_guest(unit, (body.display_name or "").strip() or "Guest")
    user = api.GuestUser(**_identity(guest).model_dump())
    return api.GuestSession(token=make_token(world, guest), user=user)


@router.get("/me", responses=answers())
async def whoami(caller: Caller) -> api.Me:
    """Say who is calling."""
    return _identity(caller)


@router.post("/external-users", responses=answers(400, 403, 409, 422))
async def create_external_user(
    body: api.CreateExternalUserBody, caller: Caller, world: WorldDep
) -> api.ExternalIdentity:
    """Make an identity for an agent outside the server. Its token is shown this once, and never expires."""
    require(caller, "create_external_user")
    user_id, name = body.user_id.strip(), body.display_name.strip()
    if not user_id or not name:
        raise HTTPException(400, "user_id and display_name must not be blank")
    with world.unit() as unit:
        if unit.user(user_id) is not None or _registration(unit, Registration.user_id, user_id) is not None:
            raise HTTPException(409, f"The id {user_id!r} is taken")
        user = people.add_external(unit, caller, user_id, name)
    shown = api.ExternalUser(
        id=user.id, name=user.name, type=api.UserType.external, created_by_user_id=caller.id
    )
    return api.ExternalIdentity(token=make_token(world, user), user=shown)


def _identity(user: User) -> api.Me:
    return api.Me(
        id=user.id,
        name=user.name,
        type=api.UserType(user.type),
        email=user.email,
        mycel_id=user.mycel_id,
        is_guest=user.is_guest,
        avatar=user.avatar,
    )


def _registration(unit: Unit, column: InstrumentedAttribute[str], value: str) -> Registration | None:
    return unit.db.scalars(select(Registration).where(column == value)).one_or_none()


def _usable_code(unit: Unit, code: str, user_id: str | None) -> InviteCode:
    """The invite code, if it can be used: by this user, if it has been used before.

    Raises:
        HTTPException: 400 if not.
    """
    found = unit.db.scalars(select(InviteCode).where(InviteCode.code == code)).one_or_none()
    if found is None:
        raise HTTPException(400, "The invite code is not known")
    if found.used_by is not None and found.used_by != user_id:
        raise HTTPException(400, "The invite code has been used")
    if found.used_by is None and found.expires_at is not None and found.expires_at < unit.now:
        raise HTTPException(400, "The invite code has expired")
    return found
