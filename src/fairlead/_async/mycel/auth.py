"""Owners, guests and external agents, and who is calling."""

from __future__ import annotations

from mycel_backend_client import models as wire
from mycel_backend_client.api.auth import (
    complete_register,
    create_external_user,
    create_guest_owner,
    login,
    send_otp,
    verify_otp,
    whoami,
)

from fairlead._async.mycel._base import AsyncNamespace
from fairlead.mycel import models


class AsyncExternalUsers(AsyncNamespace):
    """What two namespaces have in common."""

    async def _create_external(self, user_id: str, display_name: str) -> models.ExternalIdentity:
        body = {"user_id": user_id, "display_name": display_name}
        return await self._call(
            models.ExternalIdentity,
            create_external_user.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.CreateExternalUserBody.from_dict, body),
        )


class AsyncAuth(AsyncExternalUsers):
    """`client.auth`: getting tokens. All but `create_external_user` work without one.

    A backend with the communication profile has `create_guest_owner` and `create_external_user` only.
    """

    async def login(self, identifier: str, password: str) -> models.Session:
        """Log an owner in. The token expires after about an hour.

        Args:
            identifier: E-mail address, or the Mycel id as digits.
            password: The owner's password.

        Raises:
            Unauthorized: There is no such owner, or the password is wrong.
        """
        body = {"identifier": identifier, "password": password}
        return await self._call(
            models.Session,
            login.asyncio_detailed,
            client=self._public,
            body=self._body(wire.LoginBody.from_dict, body),
        )

    async def send_otp(self, email: str, password: str, invite_code: str) -> models.OtpSent:
        """Begin a registration: have a one-time code sent.

        Args:
            email: Where to.
            password: Password of the account to be.
            invite_code: The invitation; it is not used up yet.

        Raises:
            BadRequest: The invitation is not valid, or the address is registered already.

        Examples:
            >>> await client.auth.send_otp("fresh@example.com", "pw-1", "INVITE-1")
            >>> temp = await client.auth.verify_otp("fresh@example.com", "123456")
            >>> owner = await client.auth.complete_register(temp.temp_token, "INVITE-1")
        """
        body = {"email": email, "password": password, "invite_code": invite_code}
        return await self._call(
            models.OtpSent,
            send_otp.asyncio_detailed,
            client=self._public,
            body=self._body(wire.SendOtpBody.from_dict, body),
        )

    async def verify_otp(self, email: str, token: str) -> models.VerifiedOtp:
        """Prove that the one-time code arrived.

        Args:
            email: Where the code went.
            token: The code.

        Raises:
            BadRequest: The code is wrong, or too old.
        """
        return await self._call(
            models.VerifiedOtp,
            verify_otp.asyncio_detailed,
            client=self._public,
            body=self._body(wire.VerifyOtpBody.from_dict, {"email": email, "token": token}),
        )

    async def complete_register(self, temp_token: str, invite_code: str) -> models.Session:
        """Complete a registration: creates the owner and two managed agents.

        Calling it again with the same arguments gives the same owner, so it is safe after a lost answer.

        Args:
            temp_token: From `verify_otp`.
            invite_code: The invitation, which is used up.

        Raises:
            BadRequest: The token is not valid, or the invitation is somebody else's.
        """
        body = {"temp_token": temp_token, "invite_code": invite_code}
        return await self._call(
            models.Session,
            complete_register.asyncio_detailed,
            client=self._public,
            body=self._body(wire.CompleteRegisterBody.from_dict, body),
        )

    async def create_guest_owner(self, display_name: str | None = None) -> models.GuestSession:
        """Create an owner without a registration, who can create external users and little else.

        Args:
            display_name: The guest's name; `"Guest"` if None or blank.

        Raises:
            NotFound: This backend has no guests.
        """
        return await self._call(
            models.GuestSession,
            create_guest_owner.asyncio_detailed,
            client=self._public,
            body=self._body(wire.CreateGuestBody.from_dict, {"display_name": display_name}),
        )

    async def create_external_user(self, user_id: str, display_name: str) -> models.ExternalIdentity:
        """Create the identity of an agent that runs elsewhere. The same as `users.create_external`.

        Args:
            user_id: Its id, unique among all users for ever.
            display_name: Its name.

        Raises:
            AlreadyExists: The id is taken.
            BadRequest: The id or the name is blank.
            Forbidden: The caller is not an owner.
        """
        return await self._create_external(user_id, display_name)


class AsyncUsers(AsyncExternalUsers):
    """`client.users`: identities of external agents."""

    async def create_external(self, user_id: str, display_name: str) -> models.ExternalIdentity:
        """Create the identity of an agent that runs elsewhere.

        The answer has its token, which is shown this once, does not expire and cannot be revoked.

        Args:
            user_id: Its id, unique among all users for ever.
            display_name: Its name.

        Raises:
            AlreadyExists: The id is taken.
            BadRequest: The id or the name is blank.
            Forbidden: The caller is not an owner.

        Examples:
            >>> created = await owner.users.create_external(user_id="codex-1", display_name="Codex")
            >>> external = AsyncClient(base_url=owner.base_url, auth_token=created.token)
        """
        return await self._create_external(user_id, display_name)


class AsyncMyself(AsyncNamespace):
    """`client.me`: who is calling."""

    async def whoami(self) -> models.Me:
        """Get the user whose token this is.

        Raises:
            Unauthorized: The token is not valid, or expired.
        """
        return await self._call(models.Me, whoami.asyncio_detailed, client=self._wire)
