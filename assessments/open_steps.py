"""Whether a step of a year is open for an agency, as its window and its exceptions say."""

from assessments.models import Change, WindowException, YearWindow
from assessments.windows import Window, YearLocked, lock

MOST_CHANGES = 50


def window_of(agency, fiscal_year, step) -> Window | None:
    """None where the step has no window."""
    row = YearWindow.objects.filter(fiscal_year=fiscal_year, step=step).for_agency(agency).first()
    return row.days if row else None


def windows_of(agency, fiscal_year) -> list[Window]:
    """Every window of the year, with this agency's exceptions."""
    rows = YearWindow.objects.filter(fiscal_year=fiscal_year).for_agency(agency).order_by("opens_on", "closes_on", "pk")
    return [row.days for row in rows]


def ensure_open(agency, fiscal_year, step, today):
    """Raises YearLocked when the agency may not work on this step today."""
    if locked := lock(window_of(agency, fiscal_year, step), today):
        raise locked


def locks(agencies, fiscal_year, step, today) -> dict[int, YearLocked]:
    """By agency, those of these that are locked; two queries at most, however many there are."""
    row = YearWindow.objects.filter(fiscal_year=fiscal_year, step=step).first()
    if row is None or lock(row.days, today) is None:
        return {}
    exceptions = WindowException.objects.filter(window=row, agency__in=agencies).order_by("pk")
    until = dict(exceptions.values_list("agency_id", "until"))
    found = {agency.pk: lock(_with(row, until.get(agency.pk)), today) for agency in agencies}
    return {pk: locked for pk, locked in found.items() if locked}


def _with(row, until):
    row.until = until
    return row.days


def all_windows():
    return YearWindow.objects.all()


def year_rows(fiscal_year) -> list[YearWindow]:
    return list(YearWindow.objects.filter(fiscal_year=fiscal_year).order_by("opens_on", "closes_on", "pk"))


def exceptions_of(agency, fiscal_year):
    """The latest first; of each window only the first one counts."""
    rows = WindowException.objects.filter(agency=agency, window__fiscal_year=fiscal_year)
    return rows.select_related("window", "granted_by")


def history_of(fiscal_year):
    """Who moved which day of the year's windows."""
    rows = Change.objects.filter(agency=None, fiscal_year=fiscal_year, record__startswith=YearWindow._meta.verbose_name)
    return rows.select_related("by")[:MOST_CHANGES]
