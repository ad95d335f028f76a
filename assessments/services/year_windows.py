"""When the steps of a year are open, and the exceptions for single agencies."""

from django.db import IntegrityError, transaction

from assessments import writing
from assessments.models import WindowException, YearWindow
from assessments.versioning import StaleVersion


class WindowInUse(Exception):
    """Agencies were given exceptions from this window, which therefore stays; `window` is its row."""

    def __init__(self, window):
        super().__init__(f"{window}: มีการผ่อนผันแล้ว จึงลบช่วงเวลานี้ไม่ได้ ให้เปลี่ยนวันปิดรับแทน")
        self.window = window


def stored_windows(fiscal_year):
    """{step: YearWindow}"""
    return {row.step: row for row in YearWindow.objects.filter(fiscal_year=fiscal_year)}


@transaction.atomic
def save_windows(*, fiscal_year, days, versions, by):
    """Write {step: (first day, last day) or None for always open}; how many steps changed.

    `versions` are the rows' versions as the person saw them, 0 for no row. All or nothing: StaleVersion when somebody
    else wrote one of them, WindowInUse.
    """
    stored = stored_windows(fiscal_year)
    return sum(_save(fiscal_year, step, pair, stored.get(step), versions[step], by) for step, pair in days.items())


def _save(fiscal_year, step, pair, row, version, by):
    if pair == (row and (row.opens_on, row.closes_on)):
        return False
    if (row.version if row else 0) != version:
        raise StaleVersion(row)
    if row is None:
        return _create(fiscal_year, step, pair, by)
    if pair is None:
        return _remove(row, by)
    return writing.edit(row, version=version, by=by, opens_on=pair[0], closes_on=pair[1])


def _create(fiscal_year, step, pair, by):
    values = {"fiscal_year": fiscal_year, "step": step, "opens_on": pair[0], "closes_on": pair[1]}
    try:
        with transaction.atomic():
            writing.create(YearWindow, by=by, **values)
    except IntegrityError as error:
        raise StaleVersion(stored_windows(fiscal_year).get(step)) from error
    return True


def _remove(row, by):
    YearWindow.objects.select_for_update().get(pk=row.pk)
    if row.exceptions.exists():
        raise WindowInUse(row)
    writing.remove(row, version=row.version, by=by)
    return True


@transaction.atomic
def grant_exception(*, window, agency, until, reason, by):
    """(exception, True), or (the one there is, False) when the same was granted last: a second press of the button.

    The latest exception counts; one with an earlier day takes back what was granted before.
    """
    YearWindow.objects.select_for_update().get(pk=window.pk)
    latest = WindowException.objects.filter(window=window, agency=agency).first()
    if latest and (latest.until, latest.reason) == (until, reason):
        return latest, False
    row = WindowException.objects.create(window=window, agency=agency, until=until, reason=reason, granted_by=by)
    writing.record(row, {"until": ("", until), "reason": ("", reason)}, by=by)
    return row, True
