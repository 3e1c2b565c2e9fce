# Made from src/fairlead/_async/_client.py by `nox -s regenerate`: edit that one.
"""What the facades of all backends have in common: options, life cycle, and calling generated code."""

from __future__ import annotations

import dataclasses
import os
import ssl
from collections.abc import Callable, Mapping
from typing import (
    Any,
    ClassVar,
    ParamSpec,
    Protocol,
    Self,
    TypeVar,
    cast,
)
from urllib.parse import urlsplit

from fairlead._clients import ConnectionOptions, Settled
from fairlead._core.answers import ErrorFamily
from fairlead._core.deadline import LONGEST
from fairlead._core.decode import decode
from fairlead._core.keep import KEEP, Keep
from fairlead._core.paths import segment
from fairlead._core.redact import redact_url
from fairlead._sync import _io
from fairlead._sync._http import Http

P = ParamSpec("P")
T = TypeVar("T")


class HasContent(Protocol):
    """What is used of a generated `Response`."""

    @property
    def content(self) -> bytes: ...


class Caller:
    """Calls generated code: the base of clients, and of the namespaces that some clients consist of."""

    _family: ClassVar[ErrorFamily]

    def _call(
        self,
        shape: type[T],
        endpoint: Callable[P, HasContent],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Call a generated endpoint and read its answer as `shape`."""
        response = endpoint(*args, **kwargs)
        return self._decode(shape, endpoint, response)

    def _decode(self, shape: type[T], endpoint: Callable[..., object], response: HasContent) -> T:
        """Read the answer of a generated endpoint as `shape`."""
        return decode(
            shape,
            response.content,
            error=self._family.invalid_response,
            backend=self._family.backend,
            operation=_operation(endpoint),
        )

    def _call_empty(self, endpoint: Callable[P, HasContent], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call a generated endpoint that answers without a body."""
        endpoint(*args, **kwargs)

    def _call_text(self, endpoint: Callable[P, HasContent], *args: P.args, **kwargs: P.kwargs) -> str:
        """Call a generated endpoint that answers with text."""
        response = endpoint(*args, **kwargs)
        return response.content.decode("utf-8", "replace")

    def _segment(self, value: object, name: str) -> str:
        return segment(value, name, error=self._family.invalid_argument)

    def _body(self, wire: Callable[[Mapping[str, Any]], T], content: Mapping[str, Any]) -> T:
        """Make a generated request model, so that only what the contract can carry is sent."""
        try:
            return wire(content)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            what = (
                f"{error} is missing" if isinstance(error, KeyError) else f"{type(error).__name__}: {error}"
            )
            raise self._family.invalid_argument(
                f"the request does not fit the contract: {what}", backend=self._family.backend
            ) from error


class BaseClient(Caller, Settled, _io.Closing):
    """Base of every facade client; see the backend's own class."""

    _http: Http
    _is_view = False

    def _bind(self, http: Http) -> None:
        """Point this client, and what it hands to generated code, at a port."""
        self._http = http
        if not self._is_view:
            http.pool.owner = repr(self)

    @property
    def base_url(self) -> str:
        """Where the backend is, without a trailing slash."""
        return self._http.base_url

    @property
    def timeout(self) -> float | None:
        """Seconds one attempt of a request may take; None for no limit."""
        return self._http.timeout

    @property
    def max_retries(self) -> int:
        """How often a request is sent again, at most."""
        return self._http.retry.max_retries

    def with_options(self, *, timeout: float | Keep | None = KEEP, max_retries: int | Keep = KEEP) -> Self:
        """Return a view: a client with other options over the same connections. This one is unchanged.

        The connections stay open when a `with` of the view is left; `close()` of either closes them for both.

        Args:
            timeout: Seconds one attempt of a request may take; None for no limit.
            max_retries: How often a request is sent again, at most; 0 for never.

        Examples:
            >>> patient = client.with_options(timeout=120, max_retries=5)
        """
        retry = self._http.retry
        if not isinstance(max_retries, Keep):
            retry = dataclasses.replace(retry, max_retries=check_retries(max_retries, self._family))
        limit = self.timeout if isinstance(timeout, Keep) else check_timeout(timeout, self._family)
        other = object.__new__(type(self))
        # Namespaces are left out, as they were made with the options of this client.
        kept = {name: value for name, value in vars(self).items() if not isinstance(value, Caller)}
        other.__dict__.update(kept, _is_view=True)
        other._bind(self._http.view(timeout=limit, retry=retry))
        return other

    def close(self) -> None:
        """Close the connections, which views made by `with_options` share, and end open streams.

        Whoever waits for a stream, an answer or the next attempt gets the error of a closed client, at once.
        Closing again does nothing.
        """
        self._http.close()

    def __enter__(self) -> Self:
        if self._http.is_closed:
            raise self._family.client_closed()
        return self

    def __exit__(self, *exc: object) -> None:
        if not self._is_view:
            self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={redact_url(self.base_url)!r})"


def given(**fields: Any) -> dict[str, Any]:
    """The fields that the caller gave; None is a value."""
    return {name: value for name, value in fields.items() if not isinstance(value, Keep)}


def _operation(endpoint: Callable[..., object]) -> str:
    # Generated modules are named after their operation.
    return endpoint.__module__.rpartition(".")[2]


def check_timeout(timeout: float | None, family: ErrorFamily) -> float | None:
    """Return a usable time limit.

    Raises:
        ConfigurationError: The limit is zero, negative, not a number, or longer than a system can wait.
    """
    if timeout is not None and not (_is_number(timeout) and 0 < timeout <= LONGEST):
        raise family.configuration(
            f"timeout must be a number of seconds above 0 and up to {LONGEST}, or None for no limit;"
            f" got {timeout!r}",
            backend=family.backend,
        )
    return timeout


def check_delay(delay: float, family: ErrorFamily, name: str = "retry_delay") -> float:
    """Return a usable pause.

    Raises:
        ConfigurationError: It is negative or not a number.
    """
    if not (_is_number(delay) and delay >= 0):
        raise family.configuration(
            f"{name} must be a number of seconds, 0 or more, got {delay!r}", backend=family.backend
        )
    return delay


def check_retries(max_retries: int, family: ErrorFamily, name: str = "max_retries") -> int:
    """Return a usable number of retries.

    Raises:
        ConfigurationError: The number is negative or not a whole one.
    """
    if not _is_number(max_retries, int) or max_retries < 0:
        raise family.configuration(
            f"{name} must be a whole number, 0 or more, got {max_retries!r}", backend=family.backend
        )
    return max_retries


def _is_number(value: object, kind: type[int | float] | tuple[type[int | float], ...] = (int, float)) -> bool:
    # Options often come from files and environments, where they are text; and True is a number to Python.
    return isinstance(value, kind) and not isinstance(value, bool)


def check_url(url: str, family: ErrorFamily, name: str = "base_url") -> str:
    """Return a usable URL.

    Raises:
        ConfigurationError: It is not an http or https URL of a host, as text.
    """
    check_text(url, family, name)
    url = url.strip()
    if not url.startswith(("http://", "https://")):
        raise family.configuration(
            f"{name} must begin with http:// or https://, got {redact_url(url)!r}", backend=family.backend
        )
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")
        usable = bool(host) and parts.port != 0 and not parts.query and not parts.fragment
    except ValueError:
        usable = False
    if not usable:
        raise family.configuration(
            f"{name} must name a host and may have a port and a path, got {redact_url(url)!r}",
            backend=family.backend,
        )
    return url


def check_connection(options: Mapping[str, Any], family: ErrorFamily) -> ConnectionOptions:
    """Return usable connection options.

    Raises:
        ConfigurationError: One of them is of a wrong type, or the proxy is no URL. The error shows no URL, as
            a part of it may be a password.
    """
    proxy, verify = options.get("proxy"), options.get("verify", True)
    if proxy is not None:
        check_text(proxy, family, "proxy")
        try:
            parts = urlsplit(str(proxy))
            usable = bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise family.configuration(
                "proxy must be a URL, such as http://host:8080; in a user or password, characters such as"
                " / and @ have to be escaped (%2F, %40)",
                backend=family.backend,
            )
    # None and 0 would not do what whoever gives them may expect of them.
    if not isinstance(verify, (bool, str, ssl.SSLContext)):
        raise family.configuration(
            "verify must be True, False, the path of a CA bundle or an ssl.SSLContext,"
            f" not {type(verify).__name__}",
            backend=family.backend,
        )
    return cast("ConnectionOptions", options)


def check_credential(value: str, family: ErrorFamily, name: str) -> str:
    """Return a credential that can be sent in a header. The error never shows it.

    Raises:
        ConfigurationError: It is empty, no text, or has spaces, line ends or characters outside of ASCII.
    """
    check_text(value, family, name)
    if not value or not value.isascii() or not value.isprintable() or " " in value:
        what = (
            "is empty"
            if not value
            else "has characters that a key cannot have, such as a space or a line end"
        )
        raise family.configuration(f"{name} {what}", backend=family.backend)
    return value


def check_text(value: object, family: ErrorFamily, name: str) -> None:
    """Refuse what is no text. The error does not show it, as it may be secret.

    Raises:
        ConfigurationError: It is something else.
    """
    if not isinstance(value, str):
        raise family.configuration(
            f"{name} must be text (str), not {type(value).__name__}", backend=family.backend
        )


def from_environment(family: ErrorFamily, **variables: str) -> dict[str, str]:
    """Read each named option from its environment variable.

    Args:
        family: The backend's error classes.
        variables: Option name to variable name.

    Raises:
        ConfigurationError: A variable is not set or empty; the message names every missing one.
    """
    found = {option: os.environ.get(variable, "") for option, variable in variables.items()}
    missing = [variables[option] for option, value in found.items() if not value]
    if missing:
        raise family.configuration(
            f"set {' and '.join(missing)} in the environment, or pass"
            f" {' and '.join(option for option, value in found.items() if not value)} to the constructor",
            backend=family.backend,
        )
    return found
