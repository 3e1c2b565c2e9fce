"""What endpoints send their requests through"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import httpx2 as httpx


class Client:
    """Has the HTTP client of one flavour, or of both, which it was given

    Attributes:
        raise_on_unexpected_status: Whether to raise an errors.UnexpectedStatus if the API returns a
            status code that was not documented in the source OpenAPI document.
    """

    raise_on_unexpected_status: bool = False
    _client: httpx.Client
    _async_client: httpx.AsyncClient

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Send blocking requests through this HTTP client, which knows where to, and who is calling"""
        self._client = client
        return self

    def get_httpx_client(self) -> httpx.Client:
        """Get what was set"""
        return self._client

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Send asynchronous requests through this HTTP client, which knows where to, and who is calling"""
        self._async_client = async_client
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Get what was set"""
        return self._async_client


class AuthenticatedClient(Client):
    """The same, for endpoints that have to know who is calling"""
