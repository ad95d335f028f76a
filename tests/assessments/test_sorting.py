"""Agencies stand in the order of the Thai dictionary."""

import pytest

from assessments.models import Agency
from assessments.services.agencies import change_agency
from assessments.sorting import LONGEST, sort_key
from tests.makers import make_agency, make_user

IN_ORDER = [
    "กรมแก้ว",
    "กรมขาว",
    "เทศบาลตำบลกุด",
    "เทศบาลตำบลแก่งกระจาน",
    "เทศบาลตำบลเขต ๒",
    "เทศบาลตำบลเขต 10",
    "เทศบาลตำบลไทย",
    "โรงพยาบาลตรัง",
    "องค์การบริหารส่วนตำบลน้ำใส",
]


def test_names_are_sorted_as_the_dictionary_does():
    assert sorted(reversed(IN_ORDER), key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เทศบาล ตำบล กุด", "เทศบาลตำบลกุด"),
        ("น\u0e49\u0e4d\u0e32ใส", "น้ำใส"),
        ("เขต ๒", "เขต 2"),
        ("สภาฯ (ส่วนกลาง)", "สภาส่วนกลาง"),
    ],
)
def test_ways_of_writing_one_name_stand_in_one_place(one, other):
    assert sort_key(one) == sort_key(other)


def test_key_is_never_longer_than_its_column():
    assert len(sort_key("เขต 1 " * 200)) == LONGEST


@pytest.mark.django_db
def test_key_follows_every_writer_of_the_name():
    officer, agency = make_user(is_superuser=True), make_agency(name="โรงพยาบาลตรัง")
    many = Agency.objects.bulk_create([Agency(code="many", name="เทศบาลเมือง", kind="municipality")])

    change_agency(agency=agency, version=agency.version, by=officer, units=[], parents=[], name="โรงเรียนแก่ง")
    Agency.objects.filter(code="many").update(name="เทศบาลนคร")

    keys = dict(Agency.objects.values_list("pk", "sort_key"))
    assert keys == {agency.pk: "รโงรเียนกแง", many[0].pk: "ทเศบาลนคร"}


@pytest.mark.django_db
def test_lists_of_agencies_are_in_that_order():
    for number, name in enumerate(reversed(IN_ORDER)):
        make_agency(f"a{number}", name=name)

    assert list(Agency.objects.values_list("name", flat=True)) == IN_ORDER
