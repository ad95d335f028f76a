"""Windows of the steps: open on their days, locked outside of them where rows are written, with logged exceptions."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from assessments.models import AppendOnly, Change, Finding, Score, Target, WindowException, YearWindow
from assessments.open_steps import ensure_open, locks, window_of
from assessments.services.agencies import open_year
from assessments.services.findings import add_finding
from assessments.services.past_results import PastYear, save_past_results
from assessments.services.scores import ScoreEdit, save_cells, save_scores
from assessments.services.targets import save_targets
from assessments.services.year_windows import WindowInUse, grant_exception, save_windows, stored_windows
from assessments.versioning import StaleVersion
from assessments.windows import ENTRY, PLAN, PROGRESS, Window, YearLocked, extension, lock, step_of_row
from assessments.writing import create, edit, record, remove
from measures.models import Measure, ProgressEntry
from measures.services.limitations import save_limitations
from measures.services.measures import move_measure
from reports.models import Narrative
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_progress, make_user

FIRST, LAST = date(2024, 10, 1), date(2024, 12, 31)
LONG_AGO = (date(2020, 1, 1), date(2020, 1, 31))
FAR_OFF = (date(2090, 1, 1), date(2090, 1, 31))
DAY = timedelta(days=1)


def window(until=None):
    return Window(2568, PLAN, FIRST, LAST, until)


def make_window(step=PLAN, days=LONG_AGO, fiscal_year=2567):
    return YearWindow.objects.create(fiscal_year=fiscal_year, step=step, opens_on=days[0], closes_on=days[1])


def closed_year(*steps, days=LONG_AGO):
    for step in steps:
        make_window(step, days)
    return make_agency_year(make_agency(), 2567)


def grant(year, step, until):
    return grant_exception(
        window=stored_windows(2567)[step], agency=year.agency, until=until, reason="น้ำท่วม", by=make_user()
    )


# --- Days, without a database ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "today", "is_open"),
    [
        (None, FIRST - DAY, False),
        (None, FIRST, True),
        (None, LAST, True),
        (None, LAST + DAY, False),
        (LAST + 5 * DAY, LAST + 5 * DAY, True),
        (LAST + 5 * DAY, LAST + 6 * DAY, False),
        (FIRST, FIRST - DAY, True),
        (FIRST, LAST, True),
        (FIRST, LAST + DAY, False),
    ],
)
def test_window_is_open_on_its_days_and_until_the_exception_ends(until, today, is_open):
    assert window(until).is_open(today) is is_open


def test_step_without_a_window_is_always_open():
    assert lock(None, LAST) is None
    assert extension(None, LAST) == ""


def test_lock_says_since_when_and_who_can_help():
    help_ = "หากจำเป็นต้องแก้ไข โปรดขอผ่อนผันจากผู้ดูแลระดับส่วนกลาง"

    assert str(lock(window(), LAST + DAY)) == (f"ปิดรับมาตรการของปีงบประมาณ พ.ศ. 2568 แล้วเมื่อสิ้นวันที่ 31 ธันวาคม 2567 {help_}")
    assert str(lock(window(LAST + 5 * DAY), LAST + 9 * DAY)) == (
        f"ปิดรับมาตรการของปีงบประมาณ พ.ศ. 2568 แล้วเมื่อสิ้นวันที่ 5 มกราคม 2568 {help_}"
    )
    assert str(lock(window(), FIRST - DAY)) == (
        f"ยังไม่เปิดรับมาตรการของปีงบประมาณ พ.ศ. 2568 จะเปิดในวันที่ 1 ตุลาคม 2567 {help_}"
    )


@pytest.mark.parametrize(
    ("until", "today", "state"),
    [
        (None, FIRST - DAY, "จะเปิดรับวันที่ 1 ตุลาคม 2567"),
        (None, LAST, "เปิดรับถึงวันที่ 31 ธันวาคม 2567"),
        (LAST + 5 * DAY, LAST + DAY, "เปิดรับถึงวันที่ 5 มกราคม 2568"),
        (None, LAST + DAY, "ปิดรับแล้วเมื่อสิ้นวันที่ 31 ธันวาคม 2567"),
    ],
)
def test_state_of_a_window_in_words(until, today, state):
    assert window(until).state(today) == state


@pytest.mark.parametrize(
    ("model", "role", "step"),
    [
        ("assessments.assessment", "baseline", ENTRY),
        ("assessments.assessment", "result", PROGRESS),
        ("assessments.finding", "", ENTRY),
        ("measures.measure", "", PLAN),
        ("measures.photo", "", PROGRESS),
        ("assessments.agency", "", None),
        ("reports.narrative", "", None),
    ],
)
def test_step_of_a_row(model, role, step):
    assert step_of_row(model, role) == step


# --- Where rows are written ------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("days", [LONG_AGO, FAR_OFF])
def test_nothing_of_a_closed_step_is_written(days):
    year, user = closed_year(PLAN, days=days), make_user()
    measure = make_measure(year, title="เดิม")

    with pytest.raises(YearLocked):
        edit(measure, version=1, by=user, title="ใหม่")
    with pytest.raises(YearLocked):
        remove(measure, version=1, by=user)
    with pytest.raises(YearLocked):
        create(Measure, by=user, agency_year=year, position=1, key="m2", urgency="urgent")
    with pytest.raises(YearLocked), transaction.atomic():
        record(measure, {"ลำดับ": (1, 2)}, by=user)

    assert [(row.title, row.version) for row in Measure.objects.all()] == [("เดิม", 1)]
    assert Change.objects.count() == 0


@pytest.mark.django_db
def test_edit_that_changes_nothing_is_not_refused():
    measure = make_measure(closed_year(PLAN), title="เดิม")

    assert edit(measure, version=1, by=make_user(), title="เดิม") is False


@pytest.mark.django_db
def test_other_step_other_year_and_what_has_no_step_stay_open():
    year, user = closed_year(PLAN), make_user()
    later = make_agency_year(year.agency, 2568)

    create(ProgressEntry, by=user, agency_year=year, position=0, key="p1")
    create(Narrative, by=user, agency_year=year, part="preface")
    create(Measure, by=user, agency_year=later, position=0, key="m1", urgency="urgent", period_start=FIRST)
    edit(year.agency, version=1, by=user, name="ชื่อใหม่")

    assert (ProgressEntry.objects.count(), Narrative.objects.count(), Measure.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_command_at_the_machine_is_not_bound():
    measure = make_measure(closed_year(PLAN), title="เดิม")

    assert edit(measure, version=1, by=None, title="ใหม่") is True


@pytest.mark.django_db
def test_every_way_to_write_scores_and_analysis_is_closed():
    year, user = closed_year(ENTRY), make_user()
    baseline = make_assessment(year, scores={"9": 80})
    cell = [ScoreEdit("9", 90, 1)]
    finding = {"issue": None, "indicator": "9", "items": [], "lowest": "", "urgency": "urgent"}
    ways = [
        lambda: save_scores(assessment=baseline, edits=cell, by=user),
        lambda: save_cells(assessment=baseline, edits=cell, by=user),
        lambda: save_targets(agency_year=year, values={"9": 95}, versions={}, by=user),
        lambda: save_past_results(agency_year=year, version=1, years=[PastYear(2565, None)], by=user),
        lambda: add_finding(agency_year=year, causes=["ก"], approaches=[], by=user, **finding),
    ]

    for way in ways:
        with pytest.raises(YearLocked):
            way()

    assert [str(row.value.normalize()) for row in Score.objects.all()] == ["8E+1"]
    assert (Target.objects.count(), year.past_results.count(), Finding.objects.count()) == (0, 0, 0)
    assert Change.objects.count() == 0


@pytest.mark.django_db
def test_results_after_the_measures_belong_to_the_progress():
    year, user = closed_year(ENTRY), make_user()
    result = make_assessment(year, role="result", framework="ita-2567")

    assert save_scores(assessment=result, edits=[ScoreEdit("9", 90, 0)], by=user) == 1
    make_window(PROGRESS)
    with pytest.raises(YearLocked):
        save_scores(assessment=result, edits=[ScoreEdit("9", 91, 1)], by=user)


@pytest.mark.django_db
def test_lists_of_the_plan_are_closed_with_it():
    year, user = closed_year(PLAN), make_user()
    first, second = make_measure(year), make_measure(year)

    with pytest.raises(YearLocked):
        move_measure(measure=first, neighbour=second, by=user)
    with pytest.raises(YearLocked):
        save_limitations(agency_year=year, texts=["ก"], seen="", by=user)

    assert [row.position for row in Measure.objects.order_by("pk")] == [0, 1]
    assert year.limitations.count() == 0


@pytest.mark.django_db
def test_year_is_not_opened_while_its_entry_is_closed():
    from assessments.framework_store import get_framework

    make_window(ENTRY)
    agency, user = make_agency(), make_user()

    with pytest.raises(YearLocked):
        open_year(agency=agency, fiscal_year=2567, framework=get_framework("ita-2566"), by=user)

    assert agency.years.count() == 0


# --- Exceptions ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_exception_opens_the_step_for_its_agency_alone_and_is_in_its_history():
    year, other, admin = closed_year(PLAN), make_agency_year(make_agency(), 2567), make_user()
    tomorrow = localdate() + DAY

    exception, is_new = grant_exception(
        window=stored_windows(2567)[PLAN], agency=year.agency, until=tomorrow, reason="น้ำท่วม", by=admin
    )

    changes = [(row.by, row.agency, row.fiscal_year, row.field) for row in Change.objects.order_by("pk")]
    assert (is_new, exception.granted_by, exception.until) == (True, admin, tomorrow)
    assert changes == [
        (admin, year.agency, 2567, "ผ่อนผันถึงสิ้นวันที่"),
        (admin, year.agency, 2567, "เหตุผล"),
    ]
    assert edit(make_measure(year), version=1, by=admin, title="ใหม่") is True
    with pytest.raises(YearLocked):
        edit(make_measure(other), version=1, by=admin, title="ใหม่")


@pytest.mark.django_db
def test_latest_exception_counts():
    year = closed_year(PLAN)
    grant(year, PLAN, date(2024, 5, 31))
    grant(year, PLAN, date(2024, 3, 31))

    assert window_of(year.agency, 2567, PLAN).until == date(2024, 3, 31)
    ensure_open(year.agency, 2567, PLAN, date(2024, 3, 31))
    with pytest.raises(YearLocked):
        ensure_open(year.agency, 2567, PLAN, date(2024, 4, 1))


@pytest.mark.django_db
def test_same_exception_granted_twice_is_one():
    year = closed_year(PLAN)

    made = [grant(year, PLAN, date(2024, 5, 31))[1] for _ in range(2)]

    assert made == [True, False]
    assert WindowException.objects.count() == 1


@pytest.mark.django_db
def test_exceptions_are_never_changed():
    exception, _ = grant(closed_year(PLAN), PLAN, date(2024, 5, 31))

    with pytest.raises(AppendOnly):
        exception.save()
    with pytest.raises(AppendOnly):
        exception.delete()
    with pytest.raises(AppendOnly):
        WindowException.objects.update(reason="อื่น")
    with pytest.raises(AppendOnly):
        WindowException.objects.all().delete()


@pytest.mark.django_db
def test_locks_names_the_agencies_without_an_exception(django_assert_num_queries):
    year, others = closed_year(ENTRY), [make_agency() for _ in range(3)]
    grant(year, ENTRY, date(2024, 5, 31))

    with django_assert_num_queries(2):
        found = locks([year.agency, *others], 2567, ENTRY, date(2024, 5, 1))

    assert found.keys() == {agency.pk for agency in others}
    assert locks(others, 2568, ENTRY, date(2024, 5, 1)) == {}


# --- Keeping them ----------------------------------------------------------------------------------------------------


def save(days, versions=None, by=None):
    steps = {ENTRY: None, PLAN: None, PROGRESS: None}
    return save_windows(
        fiscal_year=2567, days=steps | days, versions=dict.fromkeys(steps, 0) | (versions or {}), by=by or make_user()
    )


@pytest.mark.django_db
def test_save_windows_makes_changes_and_removes_with_history():
    admin = make_user()

    counts = [
        save({PLAN: LONG_AGO, ENTRY: LONG_AGO}, by=admin),
        save({PLAN: FAR_OFF, ENTRY: LONG_AGO}, {PLAN: 1, ENTRY: 1}, by=admin),
        save({PLAN: FAR_OFF}, {PLAN: 2, ENTRY: 1}, by=admin),
    ]

    rows = [(row.step, row.opens_on, row.closes_on) for row in YearWindow.objects.all()]
    assert (counts, rows) == ([2, 1, 1], [(PLAN, *FAR_OFF)])
    changes = Change.objects.filter(by=admin, agency=None, fiscal_year=2567)
    assert changes.count() == Change.objects.count() == 11


@pytest.mark.django_db
def test_save_windows_on_an_old_version_writes_nothing():
    save({PLAN: LONG_AGO})

    with pytest.raises(StaleVersion):
        save({ENTRY: LONG_AGO, PLAN: FAR_OFF})

    assert [(row.step, row.opens_on) for row in YearWindow.objects.all()] == [(PLAN, LONG_AGO[0])]


@pytest.mark.django_db
def test_window_with_exceptions_stays():
    grant(closed_year(PLAN), PLAN, date(2024, 5, 31))

    with pytest.raises(WindowInUse, match="ให้เปลี่ยนวันปิดรับแทน"):
        save({}, {PLAN: 1})

    assert YearWindow.objects.count() == 1


@pytest.mark.django_db
def test_progress_is_closed_with_its_own_step():
    year, user = closed_year(PROGRESS), make_user()

    with pytest.raises(YearLocked, match="ปิดรับผลการดำเนินการของปีงบประมาณ"):
        edit(make_progress(year), version=1, by=user, activity="ใหม่")
