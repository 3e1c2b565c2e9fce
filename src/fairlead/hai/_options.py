"""Where the service is, and what a single call can be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypedDict, TypeVar

T = TypeVar("T")


class HaiAgentsEnvironment(Enum):
    """The regions of the service."""

    EU = "https://agp.eu.hcompany.ai"
    US = "https://agp.hcompany.ai"


class RequestOptions(TypedDict, total=False):
    """What one call does differently from its client; all optional.

    Attributes:
        timeout_in_seconds: Seconds one attempt may take.
        max_retries: How often the request is sent again, at most; 0 for never.
        additional_headers: Headers to send; they win over all others.
        additional_query_parameters: Query parameters to send; they win over those of the method.
        additional_body_parameters: Fields to send; they win over those of the method.
        chunk_size: Bytes that `get_session_resource` yields at a time; as they come if it is not given.
    """

    timeout_in_seconds: float
    max_retries: int
    additional_headers: Mapping[str, str]
    additional_query_parameters: Mapping[str, Any]
    additional_body_parameters: Mapping[str, Any]
    chunk_size: int


@dataclass(frozen=True, slots=True)
class HttpResponse(Generic[T]):
    """A result and the answer that it was in; see `with_raw_response`.

    Attributes:
        data: What the method returns.
        status_code: HTTP status.
        headers: Headers of the answer, names in lower case.
    """

    data: T
    status_code: int
    headers: Mapping[str, str]
