"""The portal where people sign in, and where the keys of their organization are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self, cast
from urllib.parse import quote, urlencode

from fairlead._core.retry import RetryPolicy
from fairlead._sync._http import Http
from fairlead.errors import BadRequest, InvalidResponse
from fairlead.hai import HaiAgentsEnvironment
from fairlead.hai._errors import FAMILY

URL_VARIABLE: Final = "HAI_PORTAL_URL"
_PORTALS = {
    HaiAgentsEnvironment.EU.value: "https://portal.api.eu.hcompany.ai",
    HaiAgentsEnvironment.US.value: "https://portal.production.hcompany.ai",
}
_SECONDS = 20.0


def portal_url(base_url: str, environ: Mapping[str, str]) -> str:
    """The portal that belongs to a server.

    Raises:
        ConfigurationError: The server is in none of the regions, and `HAI_PORTAL_URL` is not set.
    """
    url = environ.get(URL_VARIABLE, "").strip() or _PORTALS.get(base_url.rstrip("/"))
    if not url:
        raise FAMILY.configuration(
            f"no portal is known for {base_url}: set {URL_VARIABLE}, or use `login --key`", backend="hai"
        )
    return url.rstrip("/")


@dataclass(frozen=True, slots=True)
class Grant:
    """What a browser sign-in brought: good for one exchange.

    Attributes:
        code: The portal's code.
        verifier: The secret whose digest the portal was shown before (PKCE).
        redirect_uri: Where the browser was sent back to.
    """

    code: str
    verifier: str
    redirect_uri: str


class Portal:
    """Speaks to the portal for somebody who has just signed in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = Http(FAMILY, url, timeout=_SECONDS, retry=RetryPolicy())
        self._proof: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def sign_in_url(self, redirect_uri: str, challenge: str, state: str, provider: str) -> str:
        """The page on which a person signs in."""
        query = {
            "provider": provider,
            "redirect_uri": redirect_uri,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "state": state,
        }
        return f"{self.url}/api/auth/authorize?{urlencode(query)}"

    def sign_in(self, grant: Grant) -> None:
        """Exchange what the browser brought for the right to act."""
        body = {
            "code": grant.code,
            "code_verifier": grant.verifier,
            "redirect_uri": grant.redirect_uri,
        }
        token = self._text(self._ask("POST", "/api/auth/desktop/exchange", body), "access_token")
        self._proof = {"Authorization": f"Bearer {token}"}

    def organization(self) -> str:
        """The organization of the person: the one they act for, or else the first that they own."""
        me = self._ask("GET", "/api/auth/me")
        own: object = me.get("organization")
        found = me.get("org_id") or (cast("dict[str, Any]", own).get("id") if isinstance(own, dict) else None)
        if not found:
            owned = self._list("/api/organizations/owned")
            if not owned:
                raise FAMILY.configuration(
                    "you belong to no organization: make one in the portal, then log in again", backend="hai"
                )
            found = owned[0].get("id")
        return str(found)

    def new_key(self, organization: str, name: str) -> str:
        """Make an API key with a name; an older one of that name is replaced."""
        keys = f"/api/organizations/{quote(organization, safe='')}/keys"
        try:
            made = self._ask("POST", f"{keys}/", {"name": name})
        except BadRequest as error:
            if "already_exists" not in str(error.body):
                raise
            for old in self._list(f"{keys}/"):
                if old.get("name") == name:
                    self._http.request(
                        "DELETE", f"{keys}/{quote(str(old.get('id')), safe='')}", headers=self._proof
                    )
            made = self._ask("POST", f"{keys}/", {"name": name})
        return self._text(made, "key")

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        content = {} if body is None else {"json": body}
        found: object = self._http.request(method, path, headers=self._proof, **content).body()
        if not isinstance(found, dict):
            raise InvalidResponse(f"{path}: the portal's answer is no JSON object", backend="hai")
        return cast("dict[str, Any]", found)

    def _list(self, path: str) -> list[dict[str, Any]]:
        found: object = self._http.request("GET", path, headers=self._proof).body()
        items = cast("list[object]", found) if isinstance(found, list) else []
        return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]

    def _text(self, answer: Mapping[str, Any], name: str) -> str:
        value = answer.get(name)
        if not isinstance(value, str) or not value:
            raise InvalidResponse(f"the portal's answer has no {name}", backend="hai")
        return value
