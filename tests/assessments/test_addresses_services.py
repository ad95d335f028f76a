"""Addresses in the database: written by compare-and-set, chosen for the night, and told of when they fail."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import AddressCheck, AppendOnly, Change, Notification, OitAddress, YearWindow
from assessments.services.addresses import (
    AddressEdit,
    AddressesConflict,
    addresses_of,
    carried_over,
    due_addresses,
    save_addresses,
    tell_newly_broken,
)
from tests.makers import make_agency, make_agency_year, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 11, 20, 2, 0))  # fiscal year 2570
TODAY = NOW.date()
DAY = timedelta(days=1)


def make_address(year, code="o1", url="https://a.th/1", framework="ita-2569"):
    return OitAddress.objects.create(agency_year=year, framework_code=framework, code=code, url=url)


def make_checks(address, *found):
    """(days before NOW, outcome), the oldest first; of the present url."""
    for days, outcome in found:
        status = 200 if outcome == "ok" else None
        AddressCheck.objects.create(
            address=address,
            url=address.url,
            outcome=outcome,
            status=status,
            milliseconds=10,
            checked_at=NOW - days * DAY,
        )


@pytest.fixture
def year():
    return make_agency_year(make_agency("a-1", name="หน่วยงาน ก"), 2569)


# --- Rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("oit_address_is_http", {"url": "ftp://a.th/"}),
        ("oit_address_is_http", {"url": "javascript:https://"}),
        ("oit_address_has_code", {"code": ""}),
    ],
)
def test_row_that_breaks_a_rule_is_refused_by_name(year, name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_address(year, **values)


def test_item_has_one_address_in_a_year(year):
    make_address(year)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_address(year)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("address_check_outcome_known", {"outcome": "unheard_of"}),
        ("address_check_ok_has_status", {"outcome": "ok"}),
    ],
)
def test_check_that_breaks_a_rule_is_refused_by_name(year, name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AddressCheck.objects.create(address=make_address(year), url="https://a.th/1", milliseconds=1, **values)


def test_log_is_only_added_to(year):
    make_checks(make_address(year), (1, "ok"))
    check = AddressCheck.objects.get()

    for rewrite in (check.save, check.delete, AddressCheck.objects.all().delete):
        with pytest.raises(AppendOnly):
            rewrite()
    with pytest.raises(AppendOnly):
        AddressCheck.objects.update(outcome="timeout")


# --- Writing ---------------------------------------------------------------------------------------------------------


def save(year, *edits, by=None):
    return save_addresses(agency_year=year, edits=[AddressEdit(*edit) for edit in edits], by=by or make_user())


def stored(year):
    return list(year.oit_addresses.order_by("code").values_list("framework_code", "code", "url", "version"))


def test_addresses_are_added_changed_and_taken_away_with_a_line_of_history_each(year):
    officer = make_user()

    numbers = [
        save(year, ("o1", "https://a.th/1", 0), ("o2", "https://a.th/2", 0), by=officer),
        save(year, ("o1", "https://a.th/new", 1), ("o2", "", 1), by=officer),
        save(year, ("o1", "https://a.th/new", 2), by=officer),
    ]

    assert numbers == [2, 2, 0]
    assert stored(year) == [("ita-2569", "o1", "https://a.th/new", 2), ("ita-2569", "o2", "", 2)]
    history = Change.objects.order_by("pk").values_list("by", "fiscal_year", "record", "field", "before", "after")
    assert list(history) == [
        (officer.pk, 2569, f"ที่อยู่เว็บของข้อ OIT {code}", "ที่อยู่เว็บ", before, after)
        for code, before, after in (
            ("o1", "", "https://a.th/1"),
            ("o2", "", "https://a.th/2"),
            ("o1", "https://a.th/1", "https://a.th/new"),
            ("o2", "https://a.th/2", ""),
        )
    ]


def test_two_people_in_different_rows_never_meet(year):
    save(year, ("o1", "https://a.th/1", 0))
    save(year, ("o2", "https://a.th/2", 0))

    save(year, ("o1", "https://a.th/new", 1))
    save(year, ("o2", "https://a.th/new", 1))

    assert [row[2:] for row in stored(year)] == [("https://a.th/new", 2), ("https://a.th/new", 2)]


@pytest.mark.parametrize("version", [0, 1, 3])
def test_row_that_somebody_else_changed_holds_back_the_whole_save(year, version):
    save(year, ("o1", "https://a.th/1", 0))
    save(year, ("o1", "https://a.th/theirs", 1))

    with pytest.raises(AddressesConflict) as conflict:
        save(year, ("o1", "https://a.th/mine", version), ("o2", "https://a.th/2", 0))

    assert {code: (row.url, row.version) for code, row in conflict.value.stored.items()} == {
        "o1": ("https://a.th/theirs", 2)
    }
    assert [row[2] for row in stored(year)] == ["https://a.th/theirs"]


def test_same_address_typed_by_both_is_no_conflict(year):
    save(year, ("o1", "https://a.th/1", 0))

    assert save(year, ("o1", "https://a.th/1", 0)) == 0


def test_row_taken_away_meanwhile_is_a_conflict(year):
    save(year, ("o1", "https://a.th/1", 0))
    save(year, ("o1", "", 1))

    with pytest.raises(AddressesConflict):
        save(year, ("o1", "https://a.th/mine", 1))


def test_closed_window_holds_no_address_back(year):
    for step in ("entry", "plan", "progress"):
        closed = {"opens_on": date(2020, 1, 1), "closes_on": date(2020, 1, 2)}
        YearWindow.objects.create(fiscal_year=2569, step=step, **closed)

    assert save(year, ("o1", "https://a.th/1", 0)) == 1


def test_addresses_of_a_framework_that_was_superseded_are_not_this_years(year):
    make_address(year, framework="ita-2568")
    own = make_address(year)

    assert list(addresses_of(year)) == [own]


def test_last_years_addresses_of_this_agency_are_offered_and_no_others(year):
    before = make_agency_year(year.agency, 2568)
    make_address(before, "o2", "https://a.th/2", "ita-2568")
    make_address(before, "o3", "", "ita-2568")
    make_address(make_agency_year(year.agency, 2567), "o2", "https://a.th/old", "ita-2567")
    make_address(make_agency_year(make_agency("other"), 2568), "o4", "https://other.th/4", "ita-2568")

    assert {code: row.url for code, row in carried_over(year).items()} == {"o2": "https://a.th/2"}


def test_addresses_of_the_same_year_by_the_framework_known_before_are_offered(year):
    make_address(year, "o2", "https://a.th/2", "ita-2568")
    make_address(year, "o4", "https://a.th/4")

    assert {code: row.url for code, row in carried_over(year).items()} == {"o2": "https://a.th/2"}


# --- What the night opens --------------------------------------------------------------------------------------------


def due(most=2000):
    return [row.url for row in due_addresses(now=NOW, today=TODAY, most=most)]


def test_due_are_those_not_checked_for_six_days_the_longest_first(year):
    make_checks(make_address(year, "o1", "https://a.th/week"), (14, "ok"), (7, "ok"))
    make_checks(make_address(year, "o2", "https://a.th/recent"), (5, "ok"))
    make_checks(make_address(year, "o3", "https://a.th/month"), (30, "timeout"))
    make_address(year, "o4", "https://a.th/never")
    make_address(year, "o5", "")

    assert due() == ["https://a.th/never", "https://a.th/month", "https://a.th/week"]


def test_address_edited_since_its_check_is_due(year):
    address = make_address(year)
    make_checks(address, (1, "ok"))
    OitAddress.objects.update(url="https://a.th/new")

    assert due() == ["https://a.th/new"]


def test_what_has_just_failed_is_due_the_next_night_and_then_weekly(year):
    make_checks(make_address(year, "o1", "https://a.th/suspect"), (8, "ok"), (1, "not_found"))
    make_checks(make_address(year, "o2", "https://a.th/today"), (7, "ok"), (0.5, "not_found"))
    make_checks(make_address(year, "o3", "https://a.th/gone"), (9, "ok"), (2, "not_found"), (1, "not_found"))
    make_checks(make_address(year, "o4", "https://a.th/doubtful"), (8, "ok"), (1, "forbidden"))

    assert due() == ["https://a.th/suspect"]


def test_due_are_so_many_and_what_has_just_failed_comes_first(year):
    make_address(year, "o1", "https://a.th/never")
    make_checks(make_address(year, "o2", "https://a.th/month"), (30, "ok"))
    make_checks(make_address(year, "o3", "https://a.th/suspect"), (8, "ok"), (1, "not_found"))

    assert due(most=2) == ["https://a.th/suspect", "https://a.th/never"]


def test_due_are_this_and_last_fiscal_year_of_agencies_that_exist():
    agency = make_agency()
    for fiscal_year, framework in ((2568, "ita-2568"), (2569, "ita-2569"), (2570, "ita-2569"), (2571, "ita-2569")):
        make_address(make_agency_year(agency, fiscal_year), url=f"https://a.th/{fiscal_year}", framework=framework)
    superseded = agency.years.get(fiscal_year=2569)
    make_address(superseded, url="https://a.th/superseded", framework="ita-2568")
    make_address(make_agency_year(make_agency(closed_on=date(2026, 10, 1)), 2570), url="https://closed.th/")

    assert due() == ["https://a.th/2569", "https://a.th/2570"]


# --- Telling ---------------------------------------------------------------------------------------------------------


def tell(since=NOW - DAY):
    return tell_newly_broken(addresses=OitAddress.objects.all(), since=since)


def test_officers_are_told_once_of_what_opened_and_failed_twice(year):
    officer = make_user(officer_of=year.agency)
    make_user(officer_of=make_agency("other"))
    make_checks(make_address(year, "o1"), (14, "ok"), (7, "not_found"), (0, "timeout"))
    make_checks(make_address(year, "o2"), (14, "ok"), (7, "forbidden"), (6, "timeout"), (0, "not_found"))

    numbers = [tell(), tell()]

    news = Notification.objects.get()
    assert (numbers, news.person, news.kind) == ([1, 0], officer, "address_broken")
    assert (news.agency, news.fiscal_year, news.link) == (year.agency, 2569, "/agencies/a-1/2569/addresses/")
    assert news.title == "ที่อยู่เว็บของข้อ OIT เปิดไม่ได้ 2 ข้อ ปีงบประมาณ พ.ศ. 2569"
    assert news.text == ("หน่วยงาน ก: เคยเปิดได้ แต่ตรวจแล้วเปิดไม่ได้สองครั้งติดกัน\n- o1 เว็บไซต์ไม่ตอบในเวลา\n- o2 ไม่พบหน้านี้")


@pytest.mark.parametrize(
    "found",
    [
        [(7, "ok"), (0, "not_found")],
        [(7, "not_found"), (0, "not_found")],
        [(14, "ok"), (7, "not_found"), (3, "ok"), (0, "not_found")],
        [(21, "ok"), (14, "not_found"), (7, "not_found"), (0, "not_found")],
        [(14, "ok"), (7, "forbidden"), (0, "forbidden")],
        [(21, "ok"), (14, "not_found"), (7, "not_found"), (0, "forbidden")],
        [(21, "ok"), (14, "not_found"), (7, "not_found")],
    ],
)
def test_nobody_is_told_of_anything_else(year, found):
    make_user(officer_of=year.agency)
    make_checks(make_address(year), *found)

    assert tell() == 0


def test_address_that_was_replaced_begins_anew(year):
    make_user(officer_of=year.agency)
    address = make_address(year)
    make_checks(address, (14, "ok"), (7, "not_found"))
    OitAddress.objects.update(url="https://a.th/new")
    address.refresh_from_db()
    make_checks(address, (0, "not_found"))

    assert tell() == 0


def test_address_that_recovered_and_failed_again_is_told_again(year):
    make_user(officer_of=year.agency)
    address = make_address(year)
    make_checks(address, (30, "ok"), (29, "timeout"), (28, "timeout"))
    first = tell(since=NOW - 29 * DAY)
    make_checks(address, (20, "ok"), (1, "timeout"), (0, "timeout"))

    assert (first, tell()) == (1, 1)


def test_news_names_ten_and_counts_the_rest(year):
    make_user(officer_of=year.agency)
    for number in range(1, 13):
        make_checks(make_address(year, f"o{number}"), (14, "ok"), (7, "refused"), (0, "refused"))

    tell()

    lines = Notification.objects.get().text.split("\n")
    assert (len(lines), lines[1], lines[-1]) == (12, "- o1 ติดต่อเว็บไซต์ไม่ได้", "และอีก 2 ข้อ")
