# Made from src/fairlead/_async/hai/quota.py by `nox -s regenerate`: edit that one.
"""Tokens of the organization."""

from __future__ import annotations

from hai_backend_client.api.quota import get_token_quota

from fairlead._sync.hai._base import Namespace
from fairlead.hai import models
from fairlead.hai._options import RequestOptions


class Quota(Namespace):
    """`client.quota`: tokens. Slots for sessions are in `client.sessions.get_session_quota()`."""

    def get_token_quota(self, *, request_options: RequestOptions | None = None) -> models.TokenQuotaStatus:
        """Get how many tokens the organization may use in this period, and how many it has used."""
        return self._call(
            models.TokenQuotaStatus, get_token_quota.sync_detailed, client=self._wire(request_options)
        )
