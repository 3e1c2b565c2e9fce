"""Where webhooks may not go: hosts inside the network the server runs in."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

__all__ = ["objection"]

_RESOLVE_SECONDS = 2.0
_NAMES = frozenset({"localhost", "metadata", "metadata.google.internal", "169.254.169.254"})
_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "224.0.0.0/4",
        "255.255.255.255/32",
        "::/128",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
        "ff00::/8",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


async def objection(url: str, allowed_hosts: Collection[str]) -> str | None:
    """Why a webhook may not go to `url`; None if it may.

    A name is resolved, and refused if any of its addresses is blocked. A name that does not resolve passes:
    it may yet come to exist, and it is judged again before every delivery.

    Args:
        url: The address.
        allowed_hosts: Hosts that are fine whatever they resolve to, in lower case.
    """
    try:
        parts = urlsplit(url)
        host, _ = (parts.hostname or "").lower().removesuffix("."), parts.port  # either may be malformed
    except ValueError:
        return "the URL is malformed"
    if parts.scheme not in ("http", "https"):
        return "the URL must start with http:// or https://"
    if not host:
        return "the URL has no host"
    if host in allowed_hosts:
        return None
    if host in _NAMES:
        return f"the host {host} is blocked"
    try:
        addresses = [ipaddress.ip_address(host)]
    except ValueError:
        addresses = await _resolve(host)
    blocked = next((address for address in addresses if _is_blocked(address)), None)
    return None if blocked is None else f"the address {blocked} is in a blocked range"


def _is_blocked(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return any(address in network for network in _NETWORKS)


async def _resolve(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        async with asyncio.timeout(_RESOLVE_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # the time limit is an OSError, too
        return []
    # An IPv6 address may carry a zone, as in fe80::1%eth0.
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
