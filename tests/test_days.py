"""A session belongs to the study day its student would say, through midnight, travels and changes of the clock."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.progress.days import DAY, offset_of, study_day

CASES = json.loads((Path(__file__).parent / "cases/scheduling/study_days.json").read_text("utf-8"))
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def instant(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize(("at", "zone", "rollover", "day"), CASES)
def test_study_day_is_that_of_the_wall_clock(at: str, zone: str, rollover: int, day: str) -> None:
    found = study_day(instant(at), offset_of(instant(at), ZoneInfo(zone)), rollover)
    assert date.fromordinal(found) == date.fromisoformat(day)


def test_day_begins_at_four() -> None:
    midnight = instant("2026-03-01T00:00:00+00:00")
    days = [study_day(midnight + hour * 3_600_000, 0) for hour in range(26)]
    assert days == [days[0]] * 4 + [days[0] + 1] * 22
    assert date.fromordinal(days[0]) == date(2026, 2, 28)


def test_another_rollover_moves_the_day() -> None:
    at = instant("2026-03-01T02:00:00+00:00")
    assert [date.fromordinal(study_day(at, 0, hour)).day for hour in (0, 2, 3, 23)] == [1, 1, 28, 28]


@pytest.mark.parametrize(
    ("zone", "at", "minutes"),
    [
        (NEW_YORK, "2025-03-09T06:59:59+00:00", -300),
        (NEW_YORK, "2025-03-09T07:00:00+00:00", -240),
        (NEW_YORK, "2025-11-02T05:59:59+00:00", -240),
        (NEW_YORK, "2025-11-02T06:00:00+00:00", -300),
        (LORD_HOWE, "2025-04-05T14:59:59+00:00", 660),
        (LORD_HOWE, "2025-04-05T15:00:00+00:00", 630),
        (ZoneInfo("Asia/Kolkata"), "2025-01-01T00:00:00+00:00", 330),
        (ZoneInfo("Asia/Kathmandu"), "2025-01-01T00:00:00+00:00", 345),
        # Local mean time, before zones: four hours, 56 minutes and two seconds.
        (NEW_YORK, "1850-01-01T00:00:00+00:00", -296),
        (UTC, "2025-01-01T00:00:00+00:00", 0),
        (timezone(-timedelta(hours=9, minutes=30)), "2025-01-01T00:00:00+00:00", -570),
    ],
)
def test_offset_is_that_of_the_instant(zone: tzinfo, at: str, minutes: int) -> None:
    assert offset_of(instant(at), zone) == minutes


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows does not read TZ")
def test_machine_zone_counts_summer_time(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        monkeypatch.setenv("TZ", "EST5EDT,M3.2.0,M11.1.0")
        time.tzset()
        assert offset_of(instant("2025-03-09T06:59:59+00:00")) == -300
        assert offset_of(instant("2025-03-09T07:00:00+00:00")) == -240
        monkeypatch.setenv("TZ", "<+0530>-5:30")
        time.tzset()
        assert offset_of(instant("2025-03-09T07:00:00+00:00")) == 330
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("at", [-1, -DAY * 36_500, -(10**15), -(10**30), 2**41, 10**15, 10**30])
@pytest.mark.parametrize("zone", [None, NEW_YORK, LORD_HOWE, UTC])
def test_far_instants_have_a_day(at: int, zone: tzinfo | None) -> None:
    offset = offset_of(at, zone)
    assert -24 * 60 < offset < 24 * 60
    assert study_day(at + DAY, offset) == study_day(at, offset) + 1


def test_a_system_that_knows_no_old_time_gives_the_nearest() -> None:
    class Windows(tzinfo):
        def utcoffset(self, when: datetime | None) -> timedelta:
            return timedelta(hours=1)

        def dst(self, when: datetime | None) -> timedelta:
            return timedelta(0)

        def fromutc(self, when: datetime) -> datetime:
            if when.year < 1970:
                raise OSError(22, "Invalid argument")
            return super().fromutc(when)

    assert offset_of(instant("1969-07-20T20:17:40+00:00"), Windows()) == 60


def test_day_of_known_dates_before_1970() -> None:
    assert study_day(instant("1969-12-31T23:59:00+00:00"), 0) == date(1969, 12, 31).toordinal()
    assert study_day(instant("1815-12-10T12:00:00+00:00"), 0) == date(1815, 12, 10).toordinal()


@given(
    st.datetimes(min_value=datetime(1901, 1, 1), max_value=datetime(2200, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
    st.integers(0, 23),
)
def test_study_day_is_the_date_of_local_time_less_the_rollover(
    when: datetime, offset: int, rollover: int
) -> None:
    at = round((when.replace(microsecond=0, tzinfo=UTC)).timestamp() * 1000)
    local = when.replace(microsecond=0) + timedelta(minutes=offset, hours=-rollover)
    assert study_day(at, offset, rollover) == local.toordinal()
