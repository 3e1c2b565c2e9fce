"""Five-field cron expressions: minute, hour, day of month, month, day of week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["BadCron", "Cron"]

_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS: Final = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_YEARS_AHEAD: Final = 9  # 29 February comes after eight years at the latest


class BadCron(ValueError):
    """An expression makes no sense."""


@dataclass(frozen=True, slots=True)
class Cron:
    """Times that an expression stands for.

    Attributes:
        minutes: Minutes of the hour.
        hours: Hours of the day.
        days: Days of the month.
        months: Months.
        weekdays: Days of the week, 0 being Sunday.
        either_day: Whether one of the two kinds of days is enough, as both are restricted.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool

    @classmethod
    def parse(cls, expression: str) -> Cron:
        """Read an expression.

        Raises:
            BadCron: It is malformed.
        """
        fields = expression.lower().split()
        if len(fields) != 5:
            raise BadCron(f"{expression!r} has {len(fields)} fields instead of five")
        minute, hour, day, month, weekday = fields
        return cls(
            _values(minute, 0, 59),
            _values(hour, 0, 23),
            _values(day, 1, 31),
            _values(month, 1, 12, _MONTHS, 1),
            frozenset(value % 7 for value in _values(weekday, 0, 7, _DAYS)),
            not day.startswith("*") and not weekday.startswith("*"),
        )

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """The first of its times after a moment, in UTC; None if none comes within years.

        Local times that the clock skips in spring do not happen; those it repeats in autumn happen once.
        """
        local = moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
        day = local.replace(hour=0, minute=0)
        last = day + timedelta(days=366 * _YEARS_AHEAD)
        while day <= last:
            if self._fits(day):
                for hour in sorted(self.hours):
                    for minute in sorted(self.minutes):
                        found = _utc(day.replace(hour=hour, minute=minute), zone)
                        if found is not None and found > moment:
                            return found
            day += timedelta(days=1)
        return None

    def _fits(self, day: datetime) -> bool:
        if day.month not in self.months:
            return False
        in_month, in_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return in_month or in_week if self.either_day else in_month and in_week


def _utc(local: datetime, zone: ZoneInfo) -> datetime | None:
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == local else None


def _values(
    field: str, low: int, high: int, names: list[str] | None = None, first: int = 0
) -> frozenset[int]:
    """The numbers that a field stands for.

    Raises:
        BadCron: It is malformed, or out of range.
    """
    values: set[int] = set()
    for part in field.split(","):
        span, slash, step_text = part.partition("/")
        step = _number(step_text, 1, high, None, 0) if slash else 1
        if span == "*":
            start, stop = low, high
        else:
            start_text, dash, stop_text = span.partition("-")
            start = _number(start_text, low, high, names, first)
            stop = _number(stop_text, low, high, names, first) if dash else high if slash else start
        if start > stop:
            raise BadCron(f"{part!r} begins after its end")
        values.update(range(start, stop + 1, step))
    return frozenset(values)


def _number(text: str, low: int, high: int, names: list[str] | None, first: int) -> int:
    if names and text in names:
        return names.index(text) + first
    if not (text.isascii() and text.isdecimal() and len(text) < 4) or not low <= int(text) <= high:
        raise BadCron(f"{text!r} is no number from {low} to {high}")
    return int(text)
