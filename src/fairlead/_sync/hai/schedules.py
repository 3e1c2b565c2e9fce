# Made from src/fairlead/_async/hai/schedules.py by `nox -s regenerate`: edit that one.
"""Sessions that start by the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hai_backend_client import models as wire
from hai_backend_client.api.schedules import (
    create_schedule,
    delete_schedule,
    get_schedule,
    list_schedule_runs,
    list_schedules,
    pause_schedule,
    resume_schedule,
    trigger_schedule,
    update_schedule,
)
from hai_backend_client.types import UNSET

from fairlead._sync._client import KEEP, Keep, given
from fairlead._sync.hai._base import Namespace, known, listed
from fairlead.hai import models
from fairlead.hai._bodies import mapping, session_body
from fairlead.hai._options import RequestOptions

Object = Mapping[str, Any]


class Schedules(Namespace):
    """`client.schedules`: what to run, and when."""

    def create_schedule(
        self,
        *,
        name: str,
        timing: models.CronTiming | Object,
        session_request: models.SessionRequest | Object,
        description: str | Keep | None = KEEP,
        repeats: int | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.ScheduleRecord:
        """Make a schedule.

        Args:
            name: Its name, up to 255 characters.
            timing: When it fires.
            session_request: What it runs; the keywords of `create_session`.
            description: In words, up to 255 characters.
            repeats: Number of runs after which it rests; None for no end.
            request_options: What this call does differently.

        Raises:
            UnprocessableEntityError: Something does not fit, such as the cron expression.

        Examples:
            >>> client.schedules.create_schedule(
            ...     name="news",
            ...     timing=CronTiming(expression="0 8 * * 1-5", timezone="Europe/Paris"),
            ...     session_request={"agent": "h/web-surfer-pro", "messages": "What is new?"},
            ... )
        """
        fields = given(
            name=name,
            timing=_timing(timing),
            session_request=session_body(mapping(session_request, "session_request")),
            description=description,
            repeats=repeats,
        )
        return self._call(
            models.ScheduleRecord,
            create_schedule.sync_detailed,
            client=self._wire(request_options),
            body=self._body(wire.CreateSchedule.from_dict, fields),
        )

    def list_schedules(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.PageScheduleRecord:
        """Get a page of schedules, newest first.

        Args:
            page: Which page, from 1.
            size: Schedules on the page, 1 to 1000; 10 if not given.
            sort: `-created_at` (the default) or `created_at`.
            request_options: What this call does differently.
        """
        return self._call(
            models.PageScheduleRecord,
            list_schedules.sync_detailed,
            client=self._wire(request_options),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    def iter_schedules(
        self,
        *,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.ScheduleRecord]:
        """Yield every schedule, page by page; `size` are fetched at a time."""
        for schedule in self._by_page(
            lambda page: self.list_schedules(
                page=page, size=size, sort=sort, request_options=request_options
            ),
            size,
        ):
            yield schedule

    def get_schedule(
        self, schedule_id: str, *, request_options: RequestOptions | None = None
    ) -> models.ScheduleRecord:
        """Get a schedule.

        Raises:
            NotFoundError: There is no such schedule.
        """
        return self._call(
            models.ScheduleRecord,
            get_schedule.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
        )

    def update_schedule(
        self,
        schedule_id: str,
        *,
        name: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
        timing: models.CronTiming | Object | Keep = KEEP,
        session_request: models.SessionRequest | Object | Keep = KEEP,
        repeats: int | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.ScheduleRecord:
        """Change a schedule; what is not given stays. See `create_schedule` for the fields.

        Raises:
            NotFoundError: There is no such schedule.
            UnprocessableEntityError: Something does not fit.
        """
        fields = given(name=name, description=description, repeats=repeats)
        if not isinstance(timing, Keep):
            fields["timing"] = _timing(timing)
        if not isinstance(session_request, Keep):
            fields["session_request"] = session_body(mapping(session_request, "session_request"))
        return self._call(
            models.ScheduleRecord,
            update_schedule.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
            body=self._body(wire.UpdateSchedule.from_dict, fields),
        )

    def delete_schedule(self, schedule_id: str, *, request_options: RequestOptions | None = None) -> None:
        """Delete a schedule. Sessions that it started are not touched.

        Raises:
            NotFoundError: There is no such schedule.
        """
        self._call_empty(
            delete_schedule.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
        )

    def pause_schedule(
        self,
        schedule_id: str,
        *,
        request: models.PauseSchedule | Object | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.ScheduleRecord:
        """Let a schedule rest.

        Args:
            schedule_id: The schedule.
            request: Why: `PauseSchedule(note="...")`.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such schedule.
        """
        if request is None:
            body = UNSET
        else:
            body = self._body(wire.PauseSchedule.from_dict, mapping(request, "request"))
        return self._call(
            models.ScheduleRecord,
            pause_schedule.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
            body=body,
        )

    def resume_schedule(
        self, schedule_id: str, *, request_options: RequestOptions | None = None
    ) -> models.ScheduleRecord:
        """Let a schedule fire again. What it missed is not caught up.

        Raises:
            NotFoundError: There is no such schedule.
        """
        return self._call(
            models.ScheduleRecord,
            resume_schedule.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
        )

    def trigger_schedule(
        self, schedule_id: str, *, request_options: RequestOptions | None = None
    ) -> models.ScheduleRunRecord:
        """Let a schedule fire once now, even if it rests.

        Raises:
            NotFoundError: There is no such schedule.
        """
        return self._call(
            models.ScheduleRunRecord,
            trigger_schedule.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
        )

    def list_schedule_runs(
        self,
        schedule_id: str,
        *,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.PageScheduleRunRecord:
        """Get a page of what became of a schedule's fire times, newest first.

        Args:
            schedule_id: The schedule.
            page: Which page, from 1.
            size: Runs on the page, 1 to 1000; 10 if not given.
            sort: `-scheduled_for` (the default) or `scheduled_for`.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such schedule.
        """
        return self._call(
            models.PageScheduleRunRecord,
            list_schedule_runs.sync_detailed,
            self._id(schedule_id, "schedule_id"),
            client=self._wire(request_options),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    def iter_schedule_runs(
        self,
        schedule_id: str,
        *,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.ScheduleRunRecord]:
        """Yield what became of every fire time, page by page. See `list_schedule_runs`."""
        for run in self._by_page(
            lambda page: self.list_schedule_runs(
                schedule_id, page=page, size=size, sort=sort, request_options=request_options
            ),
            size,
        ):
            yield run


def _timing(timing: models.CronTiming | Object) -> dict[str, Any]:
    return {"type": "cron", **mapping(timing, "timing")}
