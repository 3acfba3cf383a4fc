"""Reads the day on which a page says that it was published.

In: a date in a usual notation. Out: a day such as `2024-03-04`, in the page's own time zone.
"""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})(?:(\d{2})(\d{2})(?!\d)|([-/.])(\d{1,2})\4(\d{1,2})(?!\d))")

# What programs print for “no date”: the first days of their calendars.
_NO_DAYS = frozenset((date(1900, 1, 1), date(1969, 12, 31), date(1970, 1, 1)))

# The first newspaper appeared in this year.
_FIRST_YEAR = 1605


def day_of(stated: str) -> str:
    """The stated day; empty if it is none, or one on which no page can have been published."""
    day = _read(stated.strip())
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)  # it may have begun elsewhere
    if day is None or day.year < _FIRST_YEAR or day in _NO_DAYS or day > tomorrow:
        return ""
    return day.isoformat()


def _read(stated: str) -> date | None:
    found = _ISO.match(stated)
    try:
        if found:
            return date(int(found[1]), int(found[2] or found[5]), int(found[3] or found[6]))
        return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError):
        return None
