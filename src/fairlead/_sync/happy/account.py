# Made from src/fairlead/_async/happy/account.py by `nox -s regenerate`: edit that one.
"""The account: profile, settings, usage, and what its devices are told."""

from __future__ import annotations

import builtins

from happy_backend_client import models as wire
from happy_backend_client.api.account import get_profile, get_settings, update_settings
from happy_backend_client.api.push_tokens import delete_push_token, list_push_tokens, register_push_token
from happy_backend_client.api.usage import query_usage

from fairlead._sync.happy._base import Namespace
from fairlead.happy import _records, models


class Account(Namespace):
    """`client.account`: who it is, its settings and its usage."""

    def profile(self) -> models.Profile:
        """Get the account's profile."""
        return self._call(models.Profile, get_profile.sync_detailed, client=self._wire)

    def settings(self) -> models.Settings:
        """Get the settings, as apps encrypted them."""
        return self._call(models.Settings, get_settings.sync_detailed, client=self._wire)

    def update_settings(self, settings: str | None, *, expected_version: int) -> int:
        """Replace the settings, and return their new version.

        Args:
            settings: New settings, encrypted as apps do; None removes them.
            expected_version: Version that they replace.

        Raises:
            VersionConflictError: They were changed meanwhile; `body` has the stored ones.
        """
        body = {"settings": settings, "expectedVersion": expected_version}
        answer = self._call(
            _records.Update,
            update_settings.sync_detailed,
            client=self._wire,
            body=self._body(wire.SettingsUpdate.from_dict, body),
        )
        return answer.new_version("the settings")

    def usage(
        self,
        *,
        session_id: str | None = None,
        start_time: int | None = None,
        end_time: int | None = None,
        group_by: str = "day",
    ) -> models.Usage:
        """Sum up what agents used.

        Args:
            session_id: Only this session.
            start_time: Earliest time, in seconds since 1970.
            end_time: Latest time, in seconds since 1970.
            group_by: Length of a period: `"hour"` or `"day"`.

        Raises:
            SessionNotFound: There is no such session.

        Examples:
            >>> usage = client.account.usage(group_by="hour")
            >>> print(sum(period.tokens.get("total", 0) for period in usage.usage))
        """
        query = {"sessionId": session_id, "startTime": start_time, "endTime": end_time, "groupBy": group_by}
        return self._call(
            models.Usage,
            query_usage.sync_detailed,
            client=self._wire,
            body=self._body(wire.UsageQuery.from_dict, query),
        )


class PushTokens(Namespace):
    """`client.push_tokens`: the devices that are notified."""

    def list(self) -> builtins.list[models.PushToken]:
        """Get the registered devices."""
        answer = self._call(_records.PushTokenList, list_push_tokens.sync_detailed, client=self._wire)
        return answer.tokens

    def register(self, token: str) -> None:
        """Notify a device from now on; registering it again does nothing."""
        body = self._body(wire.PushTokenCreate.from_dict, {"token": token})
        self._call(_records.Succeeded, register_push_token.sync_detailed, client=self._wire, body=body)

    def delete(self, token: str) -> None:
        """Notify a device no more; nothing happens if it is not registered."""
        place = self._segment(token, "token")
        self._call(_records.Succeeded, delete_push_token.sync_detailed, place, client=self._wire)
