"""Models that callers hand over, or that are made of what they gave."""

from __future__ import annotations

import contextlib
from collections.abc import Generator

from fairlead._core import later
from fairlead._core.decode import problems
from fairlead.handoffrail._errors import FAMILY

__all__ = ["check_model", "checking"]


@contextlib.contextmanager
def checking() -> Generator[None]:
    """Make request models in this context, of what the caller gave.

    Raises:
        InvalidArgumentError: Something does not fit; the error names it, and never shows it.
    """
    try:
        yield
    except later.ValidationError as error:
        # Not chained: that error may show a secret.
        raise FAMILY.invalid_argument(
            f"this cannot be sent: {problems(error)}", backend=FAMILY.backend
        ) from None


def check_model(value: object, kind: type[later.Model], name: str) -> None:
    """See that a model was handed over, or say what should have been.

    Args:
        value: What the caller gave.
        kind: The model that it has to be.
        name: The parameter's name, for the error.

    Raises:
        InvalidArgumentError: It is something else, such as a builder or a dict.
    """
    if isinstance(value, later.Model):
        return
    given, advice = type(value), ""
    if hasattr(given, "build"):
        advice = "; call its build()"
    elif issubclass(given, dict):
        advice = f"; {kind.__name__}.from_dict() makes one of a dict"
    raise FAMILY.invalid_argument(
        f"{name} must be a {kind.__name__}, got {given.__name__}{advice}", backend=FAMILY.backend
    )
