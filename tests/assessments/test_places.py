"""The tree of affiliation, an agency's place in it, and the names it had."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from assessments.models import Agency, AgencyFormerName, Body, Change, Membership
from assessments.services.agencies import RenamedTooEarly, change_agency
from assessments.services.places import (
    BodyExists,
    BodyNotAllowed,
    BodyUnderItself,
    NotClosedYet,
    SuccessorCircle,
    TooDeep,
    add_body,
    change_body,
    place_agency,
)
from assessments.versioning import StaleVersion
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user(administrator=True)


def body(name, parent=None):
    return Body.objects.create(name=name, kind="other", parent=parent)


def branch_administrator(of):
    user = make_user()
    Membership.objects.create(user=user, role="administrator", reach="branch", body=of)
    return user


def move(row, parent, by, **values):
    kept = {"name": row.name, "kind": row.kind, "version": row.version}
    return change_body(body=row, parent=parent, by=by, **{**kept, **values})


def names_under(row):
    return set(Body.objects.under(Body.objects.get(pk=row.pk)).values_list("name", flat=True))


def rename(agency, name, renamed_on, by):
    return change_agency(
        agency=agency, version=agency.version, units=[], parents=[], by=by, name=name, renamed_on=renamed_on
    )


def test_path_holds_the_numbers_of_all_above_in_fixed_width():
    ministry = body("กระทรวง")
    department = body("กรม", ministry)

    assert ministry.path == f"{ministry.pk:08}"
    assert department.path == f"{ministry.pk:08}{department.pk:08}"
    assert (ministry.level, department.level) == (0, 1)
    assert Body.objects.get(pk=department.pk).path == department.path


def test_moving_a_body_takes_all_below_along(by):
    old, new = body("เก่า"), body("ใหม่")
    department = body("กรม", old)
    division = body("กอง", department)
    agency = make_agency(body=division)
    of_new = branch_administrator(new)
    assert not Agency.objects.visible_to(of_new).exists()

    assert move(department, new, by) is True

    assert names_under(old) == {"เก่า"}
    assert names_under(new) == {"ใหม่", "กรม", "กอง"}
    assert Body.objects.get(pk=division.pk).path == f"{new.pk:08}{department.pk:08}{division.pk:08}"
    assert list(Agency.objects.visible_to(Membership.objects.get(body=new).user)) == [agency]


def test_body_is_never_moved_under_itself(by):
    ministry = body("กระทรวง")
    division = body("กอง", body("กรม", ministry))

    for parent in (ministry, division):
        with pytest.raises(BodyUnderItself):
            move(ministry, parent, by)

    assert Body.objects.get(pk=ministry.pk).parent is None


def test_of_two_who_edit_a_body_the_second_is_told(by):
    ministry = body("กระทรวง")
    move(ministry, None, by, name="กระทรวงแรก")

    with pytest.raises(StaleVersion):
        move(ministry, None, by, name="กระทรวงสอง", version=1)

    assert Body.objects.get().name == "กระทรวงแรก"


def test_two_bodies_of_one_name_at_one_place_are_refused(by):
    ministry = body("กระทรวง")
    body("กรม", ministry)

    with pytest.raises(BodyExists):
        add_body(name="กรม", kind="department", parent=ministry, by=by)
    with pytest.raises(BodyExists):
        add_body(name="กระทรวง", kind="ministry", parent=None, by=by)

    assert add_body(name="กรม", kind="department", parent=body("กระทรวงอื่น"), by=by).level == 1


def test_tree_has_no_more_levels_than_a_path_holds(by):
    deepest = body("1")
    for number in range(2, 26):
        deepest = body(str(number), deepest)

    with pytest.raises(TooDeep):
        add_body(name="26", kind="other", parent=deepest, by=by)
    two = body("ยอด")
    body("ใต้ยอด", two)
    with pytest.raises(TooDeep):
        move(two, deepest.parent, by)

    assert Body.objects.get(pk=two.pk).path == f"{two.pk:08}"


def test_branch_administrator_keeps_the_tree_only_below_the_own_top():
    ministry, beside = body("กระทรวง"), body("กระทรวงอื่น")
    department = body("กรม", ministry)
    division = body("กอง", department)
    user = branch_administrator(department)

    added = add_body(name="กองใหม่", kind="other", parent=department, by=user)
    assert move(division, added, user) is True

    for step in (
        lambda: add_body(name="กรมใหม่", kind="other", parent=ministry, by=user),
        lambda: add_body(name="ยอดใหม่", kind="other", parent=None, by=user),
        lambda: move(department, beside, user),
        lambda: move(added, beside, user),
        lambda: move(added, None, user),
    ):
        with pytest.raises(BodyNotAllowed):
            step()
    assert names_under(beside) == {"กระทรวงอื่น"}


def test_changes_of_the_tree_are_in_the_history(by):
    ministry = add_body(name="กระทรวง", kind="ministry", parent=None, by=by)
    move(ministry, None, by, name="กระทรวงใหม่")

    rows = Change.objects.filter(agency=None).order_by("pk")
    assert [(row.field, row.before, row.after) for row in rows] == [
        ("ชื่อสังกัด", "", "กระทรวง"),
        ("ระดับ", "", "กระทรวง"),
        ("ชื่อสังกัด", "กระทรวง", "กระทรวงใหม่"),
    ]


def place(agency, by, **values):
    kept = {"body": agency.body, "kind": agency.kind, "closed_on": None, "successor": None}
    return place_agency(agency=agency, version=agency.version, by=by, **{**kept, **values})


def test_day_of_closing_has_come_when_it_is_set(by):
    agency = make_agency()

    with pytest.raises(NotClosedYet):
        place(agency, by, closed_on=localdate() + timedelta(days=1))
    assert Agency.objects.get(pk=agency.pk).closed_on is None
    assert place(agency, by, closed_on=localdate()) is True


def test_agency_is_placed_within_the_own_branch_only():
    department, beside = body("กรม"), body("กรมอื่น")
    division, agency = body("กอง", department), make_agency(body=department)
    user = branch_administrator(department)

    assert place(agency, user, body=division) is True

    for elsewhere in (beside, None):
        with pytest.raises(BodyNotAllowed):
            place(agency, user, body=elsewhere)
    assert Agency.objects.get().body == division


def test_successors_never_lead_back(by):
    first, second = make_agency("first"), make_agency("second")
    place(first, by, closed_on=date(2025, 10, 1), successor=second)

    with pytest.raises(SuccessorCircle):
        place(second, by, closed_on=date(2026, 10, 1), successor=first)

    assert list(second.predecessors.all()) == [first]
    assert Agency.objects.get(code="second").closed_on is None


def test_renaming_keeps_the_former_names_without_a_gap(by):
    agency = make_agency(name="เดิม")
    rename(agency, "กลาง", date(2020, 10, 1), by)
    rename(agency, "ใหม่", date(2025, 1, 1), by)

    assert agency.name == "ใหม่"
    rows = AgencyFormerName.objects.order_by("valid_until").values_list("name", "valid_from", "valid_until")
    assert list(rows) == [
        ("เดิม", None, date(2020, 9, 30)),
        ("กลาง", date(2020, 10, 1), date(2024, 12, 31)),
    ]


@pytest.mark.parametrize("day", [date(2020, 10, 1), date(2019, 1, 1)])
def test_name_that_would_begin_before_the_present_one_is_refused(by, day):
    agency = make_agency(name="เดิม")
    rename(agency, "กลาง", date(2020, 10, 1), by)

    with pytest.raises(RenamedTooEarly):
        rename(Agency.objects.get(), "ใหม่", day, by)

    assert Agency.objects.get().name == "กลาง"
    assert AgencyFormerName.objects.count() == 1


def test_correcting_a_slip_keeps_no_former_name(by):
    agency = make_agency(name="เดมิ")

    rename(agency, "เดิม", None, by)

    assert Agency.objects.get().name == "เดิม"
    assert not AgencyFormerName.objects.exists()
