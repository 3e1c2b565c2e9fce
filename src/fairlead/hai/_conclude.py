"""What a wait comes to, when it is over."""

from __future__ import annotations

import dataclasses
from typing import Any

from fairlead._core import later
from fairlead.hai import models
from fairlead.hai._answers import read_answer
from fairlead.hai._follow import Follow
from fairlead.hai._turn import Turn
from fairlead.hai.exceptions import AnswerValidationError
from fairlead.hai.runs import SessionRunResult


def conclude(
    id: str,
    turn: Turn,
    follow: Follow,
    events: list[models.SessionEvent],
    answer_schema: type[later.BaseModel] | None,
) -> SessionRunResult[Any]:
    """The result of a session that was followed to the end of its turn.

    Raises:
        AnswerValidationError: The answer does not fit; it has the result with the answer as it came.
    """
    final, status = follow.latest, follow.status or ""
    told = final or follow.standing
    raw = turn.answer_of(status, final.answer if final else None, has_read=follow.reads_log)
    is_old = final is not None and final.answer is not None and raw is None
    result = SessionRunResult[Any](
        id=id,
        status=status,
        events=events,
        next_from_index=follow.cursor,
        final_changes=final,
        answer=raw,
        outcome=None if is_old or told is None else told.outcome,
        error=told.error if told else None,
        error_code=told.error_code if told else None,
    )
    if answer_schema is None:
        return result
    try:
        return dataclasses.replace(result, answer=read_answer(raw, status, answer_schema))
    except AnswerValidationError as error:
        error.result = result
        raise
