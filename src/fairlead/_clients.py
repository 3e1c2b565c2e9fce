"""What every client holds to, whatever it talks to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, NoReturn, TypedDict

if TYPE_CHECKING:
    import ssl


class ConnectionOptions(TypedDict, total=False):
    """How every client of fairlead reaches its backend; all optional.

    Attributes:
        http_client: An `httpx2` or `httpx` client to send through. It stays yours: `close()` leaves it
            open, and it cannot be used in a forked child.
        proxy: Proxy URL. Default: what the environment says.
        verify: False to skip certificate checks, the path of a CA bundle, or an `ssl.SSLContext`.
    """

    http_client: object
    proxy: str | None
    verify: bool | str | ssl.SSLContext


class Settled:
    """A client: its options are settled when it is made, and it stays in its process."""

    _settled: ClassVar[tuple[str, ...]] = ("timeout", "max_retries")
    """The options that `with_options` takes."""

    if not TYPE_CHECKING:  # or every attribute could be set, as type checkers see it

        def __setattr__(self, name: str, value: object) -> None:
            if name in self._settled:
                raise AttributeError(
                    f"{name} cannot be set: with_options({name}=...) returns a client with another one"
                )
            super().__setattr__(name, value)

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} cannot be copied or pickled: make a client in each process;"
            " with_options() makes a view of this one"
        )


def check_options(called: Callable[..., object], options: Iterable[str], known: frozenset[str]) -> None:
    """Refuse an option that there is not, where Python would blame an inner function that takes them.

    Args:
        called: What the caller called: the class of a client, or a method.
        options: Names of what it takes as `**options`, as they were given.
        known: Names that these can have.

    Raises:
        TypeError: There is no such option. The message names the one that is most like it.
    """
    for option in options:
        if option not in known:
            raise TypeError(f"{called.__name__}() has no option {option!r}{_instead(called, option, known)}")


def _instead(called: Callable[..., object], option: str, known: frozenset[str]) -> str:
    import difflib
    import inspect

    parameters = inspect.signature(called).parameters.values()
    all_names = [each.name for each in parameters if each.kind is not each.VAR_KEYWORD] + sorted(known)
    like = difflib.get_close_matches(option, all_names, n=1)
    return f"; did you mean {like[0]!r}?" if like else f"; it has {', '.join(all_names)}"
