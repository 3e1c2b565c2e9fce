"""The sign-in pages, and what a program can do with the token it gets: no part of the Agents API."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from pydantic import BaseModel
from sqlalchemy import select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hai.auth import add_key, bearer
from fairlead.emulator.hai.errors import Problem, unauthorized
from fairlead.emulator.hai.portal import CODE_SECONDS, Attempt, is_loopback
from fairlead.emulator.hai.store import Key, Organization, User
from fairlead.emulator.hai.world import World, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api", include_in_schema=False, route_class=JsonRoute)

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; max-width: 30em; margin: 4em auto">
<h1>{title}</h1>
{body}
</body>
</html>
"""


class Exchange(BaseModel):
    """A code to be exchanged for a token."""

    code: str
    code_verifier: str
    redirect_uri: str


class NewKey(BaseModel):
    """A key to be made."""

    name: str


@router.get("/auth/authorize")
async def authorize(
    world: WorldDep,
    redirect_uri: str,
    code_challenge: Annotated[str, Query(min_length=43, max_length=43)],
    provider: str = "google",
    code_challenge_method: str = "S256",
    state: str | None = None,
) -> Response:
    """Show the sign-in page. Nobody is asked for a password: each user of the emulator is a button."""
    if not is_loopback(redirect_uri):
        return _page("Sign-in failed", "<p>The redirect URI is not a loopback address with a port.</p>", 400)
    if code_challenge_method != "S256":
        return _page("Sign-in failed", "<p>The code challenge method must be S256.</p>", 400)
    attempt = Attempt(redirect_uri, code_challenge, state, "", world.now() + CODE_SECONDS)
    name = world.portal.ask(attempt)
    with world.store.transaction() as db:
        emails = db.scalars(select(User.email).order_by(User.number)).all()
    buttons = "\n".join(
        f'<p><button name="user" value="{escape(email)}">Continue as {escape(email)}</button></p>'
        for email in emails
    )
    return _page(
        "Sign in to the emulator",
        f"""<p>A program on this machine wants to use the Agents API, signed in with {escape(provider)}.</p>
<form method="post" action="/api/auth/decide?attempt={escape(name)}">
{buttons}
<p><button name="user" value="">Cancel</button></p>
</form>""",
    )


@router.post("/auth/decide")
async def decide(attempt: str, request: Request, world: WorldDep) -> Response:
    """Send the browser back to the program, with a code or with word of a refusal."""
    asked = world.portal.decide(attempt)
    if asked is None:
        return _page("Sign-in failed", "<p>This sign-in is over. Start again.</p>", 400)
    email = parse_qs((await request.body()).decode("ascii", "replace")).get("user", [""])[0]
    with world.store.transaction() as db:
        user = db.scalars(select(User).where(User.email == email)).one_or_none()
    answer: dict[str, str] = {} if asked.state is None else {"state": asked.state}
    if user is None:
        answer |= {"error": "access_denied", "error_description": "The sign-in was cancelled"}
    else:
        granted = Attempt(asked.redirect_uri, asked.challenge, asked.state, user.id, asked.expires_at)
        answer["code"] = world.portal.grant(granted)
    separator = "&" if "?" in asked.redirect_uri else "?"
    return RedirectResponse(f"{asked.redirect_uri}{separator}{urlencode(answer)}", 303)


@router.post("/auth/desktop/exchange")
async def exchange(body: Exchange, world: WorldDep) -> dict[str, Any]:
    """Exchange a code for a token."""
    token = world.portal.exchange(body.code, body.code_verifier, body.redirect_uri, world.now())
    if token is None:
        raise HTTPException(400, "The code, the verifier or the redirect URI is not right")
    return {"access_token": token, "token_type": "bearer"}


async def _signed_in(request: Request, world: WorldDep) -> User:
    user_id = world.portal.user_of(bearer(request))
    with world.store.transaction() as db:
        user = db.scalars(select(User).where(User.id == user_id)).one_or_none()
    if user is None:
        raise unauthorized()
    return user


SignedIn = Annotated[User, Depends(_signed_in)]


@router.get("/auth/me")
async def me(user: SignedIn) -> dict[str, Any]:
    """Say who has signed in."""
    return {"id": user.id, "email": user.email, "org_id": user.org_id}


@router.get("/organizations/owned")
async def owned_organizations(user: SignedIn, world: WorldDep) -> list[dict[str, Any]]:
    """List the user's organizations."""
    with world.store.transaction() as db:
        org = db.scalars(select(Organization).where(Organization.id == user.org_id)).one()
    return [{"id": org.id, "name": org.name}]


@router.get("/organizations/{org_id}/keys/")
async def list_keys(org_id: str, user: SignedIn, world: WorldDep) -> list[dict[str, Any]]:
    """List the user's keys, without their secrets."""
    _check_organization(user, org_id)
    with world.store.transaction() as db:
        keys = db.scalars(select(Key).where(Key.user_id == user.id).order_by(Key.number)).all()
    return [{"id": key.id, "name": key.name} for key in keys]


@router.post("/organizations/{org_id}/keys/", status_code=201)
async def create_key(org_id: str, body: NewKey, user: SignedIn, world: WorldDep) -> dict[str, Any]:
    """Make a key, which is shown this once."""
    _check_organization(user, org_id)
    if _find_key(world, user, Key.name, body.name) is not None:
        raise Problem(400, {"detail": "api_key_already_exists", "message": f"There is a key {body.name!r}"})
    with world.unit() as unit:
        key = add_key(unit, org_id=org_id, user_id=user.id, name=body.name)
    return {"id": key.id, "name": key.name, "key": key.secret}


@router.delete("/organizations/{org_id}/keys/{key_id}", status_code=204)
async def delete_key(org_id: str, key_id: str, user: SignedIn, world: WorldDep) -> None:
    """Delete a key."""
    _check_organization(user, org_id)
    if (key := _find_key(world, user, Key.id, key_id)) is None:
        raise HTTPException(404, "There is no such key")
    with world.store.transaction() as db:
        db.delete(key)


def _find_key(world: World, user: User, column: Any, value: str) -> Key | None:
    with world.store.transaction() as db:
        query = select(Key).where(Key.user_id == user.id, column == value)
        return db.scalars(query.order_by(Key.number)).first()


def _check_organization(user: User, org_id: str) -> None:
    if user.org_id != org_id:
        raise HTTPException(404, "There is no such organization")


def _page(title: str, body: str, status: int = 200) -> Response:
    return HTMLResponse(_PAGE.format(title=title, body=body), status)
