"""Runs and handles, where hai-agents keeps them; the same as in `fairlead.hai`."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports
from fairlead.hai._renamed import RENAMED

__all__ = [
    "MAX_REQUEST_BYTES",
    "SETTLED_SESSION_STATUSES",
    "TERMINAL_SESSION_STATUSES",
    "AnswerValidationError",
    "AsyncSessionHandle",
    "SessionHandle",
    "SessionRunResult",
    "assert_request_under_limit",
    "async_run_session",
    "async_stream_session",
    "async_wait_for_session",
    "file_from_path",
    "is_settled_session_status",
    "is_terminal_session_status",
    "run_session",
    "stream_session",
    "wait_for_session",
]

if TYPE_CHECKING:
    from fairlead.hai import (
        MAX_REQUEST_BYTES,
        SETTLED_SESSION_STATUSES,
        TERMINAL_SESSION_STATUSES,
        AnswerValidationError,
        AsyncSessionHandle,
        SessionHandle,
        SessionRunResult,
        assert_request_under_limit,
        async_run_session,
        async_stream_session,
        async_wait_for_session,
        file_from_path,
        is_settled_session_status,
        is_terminal_session_status,
        run_session,
        stream_session,
        wait_for_session,
    )
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"fairlead.hai": __all__}, RENAMED)
