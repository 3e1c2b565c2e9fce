from typing import Literal

ProxyPool = Literal["datacenter", "isp", "mobile", "residential"]

PROXY_POOL_VALUES: set[ProxyPool] = {
    "datacenter",
    "isp",
    "mobile",
    "residential",
}


def check_proxy_pool(value: str) -> ProxyPool:
    if value in PROXY_POOL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROXY_POOL_VALUES!r}"
    )
