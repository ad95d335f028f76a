"""The Thai fiscal year: N (Buddhist era) runs from 1 October N-544 to 30 September N-543 (Common Era)."""

from datetime import date

BUDDHIST_OFFSET = 543
FIRST_KNOWN, LAST_KNOWN = 2550, 2650


def fiscal_year_of(day: date) -> int:
    """The fiscal year a day belongs to, Buddhist era."""
    return day.year + BUDDHIST_OFFSET + (day.month >= 10)


def first_day(fiscal_year: int) -> date:
    return date(fiscal_year - BUDDHIST_OFFSET - 1, 10, 1)


def last_day(fiscal_year: int) -> date:
    return date(fiscal_year - BUDDHIST_OFFSET, 9, 30)


def contains(fiscal_year: int, day: date) -> bool:
    return first_day(fiscal_year) <= day <= last_day(fiscal_year)
