# Made from src/fairlead/_async/happy/_base.py by `nox -s regenerate`: edit that one.
"""What the Happy client, its views and its namespaces share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from happy_backend_client import Client as Wire
from happy_backend_client import models as wire
from happy_backend_client.api.auth import sign_in

from fairlead._core.decode import decode
from fairlead._core.retry import RetryPolicy
from fairlead._sync._client import Caller, HasContent, P
from fairlead._sync._http import Http
from fairlead._sync.happy.link import Link
from fairlead.happy import _records
from fairlead.happy._credentials import Credentials
from fairlead.happy._crypto import KeyPair, Keyring, RecordKey, prove_identity
from fairlead.happy._errors import FAMILY
from fairlead.happy.exceptions import AuthenticationError, EncryptionError

T = TypeVar("T")

_REMEMBERED_SESSIONS = 10_000


class Shared:
    """What a client, its views and its namespaces have in common: keys, token, and the socket.

    Args:
        credentials: Token and secret.
        renew: Whether to sign in again when the server refuses the token.
    """

    link: Link

    def __init__(self, credentials: Credentials, *, renew: bool) -> None:
        self.keyring: Keyring = credentials.keyring()
        self.token: str = credentials.token
        self.renews: bool = renew and not credentials.machine_only
        self._credentials = credentials
        self._session_keys: dict[str, RecordKey] = {}

    def session_key(self, session_id: str) -> RecordKey | None:
        """The key of a session that was seen before. It never changes, and ids are never used again."""
        return self._session_keys.get(session_id)

    def remember(self, session_id: str, key: RecordKey) -> None:
        """Keep the key of a session."""
        if len(self._session_keys) >= _REMEMBERED_SESSIONS:
            self._session_keys.clear()
        self._session_keys[session_id] = key

    @property
    def secret(self) -> bytes:
        """The account secret.

        Raises:
            EncryptionError: Only a machine's key is known.
        """
        if self._credentials.machine_only:
            raise EncryptionError(
                "only a machine's key is known; this needs the account secret (agent.key)",
                backend=FAMILY.backend,
            )
        return self._credentials.secret

    @property
    def content_key(self) -> bytes:
        """The public half of the account's content key.

        Raises:
            EncryptionError: Only a machine's key is known.
        """
        return KeyPair.for_content(self.secret).public

    def renew(self, http: Http, refused: str) -> bool:
        """After the token `refused` was not accepted: whether there is a newer one by now."""
        if not self.renews:
            return False
        if self.token == refused:
            self.use(fresh_token(http, self.secret), http)
        return True

    def use(self, token: str, http: Http) -> None:
        """Use another token from now on."""
        self.token = token
        http.prove(bearer(token))


class HappyCaller(Caller):
    """Makes calls as an account: the base of the client and of its namespaces."""

    _family = FAMILY
    _http: Http
    _shared: Shared

    @property
    def _wire(self) -> Wire:
        return self._http.bind(Wire())

    def _attempt(self, timeout: float) -> Wire:
        """The generated client for requests that are sent once, and may take `timeout` seconds."""
        http = self._http.view(timeout=timeout, retry=RetryPolicy(max_retries=0))
        return http.bind(Wire())

    def _call(
        self,
        shape: type[T],
        endpoint: Callable[P, HasContent],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        token = self._shared.token
        try:
            return super()._call(shape, endpoint, *args, **kwargs)
        except AuthenticationError:
            if not self._shared.renew(self._http, token):
                raise
        return super()._call(shape, endpoint, *args, **kwargs)


class Namespace(HappyCaller):
    """One of the groups of methods that a client has beside its own."""

    def __init__(self, http: Http, shared: Shared) -> None:
        self._http = http
        self._shared = shared


def fresh_token(http: Http, secret: bytes) -> str:
    """Sign in with the account secret."""
    client = http.bind(Wire())
    answer = sign_in.sync_detailed(client=client, body=proof_of(secret))
    signed_in = decode(
        _records.SignedIn,
        answer.content,
        error=FAMILY.invalid_response,
        backend=FAMILY.backend,
        operation="sign_in",
    )
    return signed_in.token


def proof_of(secret: bytes) -> wire.SignIn:
    """What proves that the caller has the account secret."""
    proof = prove_identity(secret)
    return wire.SignIn(public_key=proof.public_key, challenge=proof.challenge, signature=proof.signature)


def bearer(token: str) -> dict[str, str]:
    """The header that proves who is calling."""
    return {"Authorization": f"Bearer {token}"}
