# Made from src/fairlead/_async/hai/vaults.py by `nox -s regenerate`: edit that one.
"""Password vaults that agents may fill forms from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hai_backend_client import models as wire
from hai_backend_client.api.vaults import (
    create_vault,
    delete_vault,
    get_vault,
    list_vaults,
    rotate_vault_token,
    update_vault,
    vault_health,
)

from fairlead._sync._client import KEEP, Keep, given
from fairlead._sync.hai._base import Namespace, known
from fairlead.hai import models
from fairlead.hai._bodies import mapping
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions

Object = Mapping[str, Any]


class Vaults(Namespace):
    """`client.vaults`: vaults of 1Password. The token that opens one is never told again."""

    def create_vault(
        self,
        *,
        name: str,
        provider_config: models.OnePasswordConfig | Object,
        token: str,
        request_options: RequestOptions | None = None,
    ) -> models.VaultConfigRead:
        """Register a vault. The token is tried before it is stored.

        Args:
            name: Its name.
            provider_config: Which vault it is.
            token: Opens it.
            request_options: What this call does differently.

        Raises:
            UnprocessableEntityError: The token does not open the vault.
        """
        config = {"provider": "onepassword", **mapping(provider_config, "provider_config")}
        fields = given(name=name, provider_config=config, token=token)
        return self._call(
            models.VaultConfigRead,
            create_vault.sync_detailed,
            client=self._wire(request_options),
            body=self._body(wire.VaultCreateRequest.from_dict, fields),
        )

    def list_vaults(
        self,
        *,
        limit: int | None = None,
        offset: int | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.VaultConfigList:
        """Get a page of vaults.

        Args:
            limit: Vaults on the page, 1 to 1000; 50 if not given.
            offset: Vaults to skip.
            request_options: What this call does differently.
        """
        return self._call(
            models.VaultConfigList,
            list_vaults.sync_detailed,
            client=self._wire(request_options),
            limit=known(limit),
            offset=known(offset),
        )

    def iter_vaults(
        self, *, limit: int = 100, request_options: RequestOptions | None = None
    ) -> Iterator[models.VaultConfigRead]:
        """Yield every vault, page by page; `limit` are fetched at a time."""
        offset = 0
        while True:
            page = self.list_vaults(limit=limit, offset=offset, request_options=request_options)
            for vault in page.vaults:
                yield vault
            offset += len(page.vaults)
            if not page.vaults or offset >= page.total:
                return

    def get_vault(
        self, vault_id: str, *, request_options: RequestOptions | None = None
    ) -> models.VaultConfigRead:
        """Get a vault.

        Raises:
            NotFoundError: There is no such vault.
        """
        return self._call(
            models.VaultConfigRead,
            get_vault.sync_detailed,
            self._id(vault_id, "vault_id"),
            client=self._wire(request_options),
        )

    def update_vault(
        self,
        vault_id: str,
        *,
        name: str | Keep | None = KEEP,
        provider_config: models.OnePasswordConfig | Object | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.VaultConfigRead:
        """Change a vault; what is not given stays.

        Raises:
            NotFoundError: There is no such vault.
        """
        fields = given(name=name, provider_config=provider_config)
        return self._call(
            models.VaultConfigRead,
            update_vault.sync_detailed,
            self._id(vault_id, "vault_id"),
            client=self._wire(request_options),
            body=self._body(wire.VaultUpdateRequest.from_dict, plain(fields)),
        )

    def delete_vault(self, vault_id: str, *, request_options: RequestOptions | None = None) -> None:
        """Delete a vault.

        Raises:
            NotFoundError: There is no such vault.
        """
        self._call_empty(
            delete_vault.sync_detailed,
            self._id(vault_id, "vault_id"),
            client=self._wire(request_options),
        )

    def rotate_vault_token(
        self, vault_id: str, *, token: str, request_options: RequestOptions | None = None
    ) -> None:
        """Replace the token that opens a vault.

        Raises:
            NotFoundError: There is no such vault.
            UnprocessableEntityError: The token does not open the vault.
        """
        self._call_empty(
            rotate_vault_token.sync_detailed,
            self._id(vault_id, "vault_id"),
            client=self._wire(request_options),
            body=self._body(wire.VaultTokenRotateRequest.from_dict, {"token": token}),
        )

    def vault_health(
        self, vault_id: str, *, request_options: RequestOptions | None = None
    ) -> models.VaultHealth:
        """Find out whether a vault can be opened: look at `ok`.

        Raises:
            NotFoundError: There is no such vault.
        """
        return self._call(
            models.VaultHealth,
            vault_health.sync_detailed,
            self._id(vault_id, "vault_id"),
            client=self._wire(request_options),
        )
