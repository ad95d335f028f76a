"""Rows find their agency by code, else by name, however it is written; what is not certain is never guessed."""

import pytest

from assessments.exchange.agency_names import Named, normalised_name
from tests.assessments.exchange.files import agency_index

MUKDAHAN = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษามุกดาหาร เขต 1"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("สพป.มุกดาหาร เขต ๑", MUKDAHAN),
        ("สพป. มุกดาหาร  เขต 1", MUKDAHAN),
        ("สพป มุกดาหาร เขต 01", MUKDAHAN),
        ("1. สพป.มุกดาหาร\u00a0เขต1", MUKDAHAN),
        ("สนง.เขตพื้นที่การศึกษาประถมศึกษามุกดาหาร เขต 1", MUKDAHAN),
        ("สพม.นครพนม", "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษานครพนม"),
        ("อบต.กุดแห่", "องค์การบริหารส่วนตำบลกุดแห่"),
        ("อบจ.สตูล", "องค์การบริหารส่วนจังหวัดสตูล"),
        ("ทต.คำชะอี", "เทศบาลตำบล คำชะอี"),
        ("ศธจ.สตูล", "สำนักงานศึกษาธิการจังหวัดสตูล"),
        ("Faculty of Law", "faculty  of law"),
    ],
)
def test_names_that_mean_the_same_are_equal(written, name):
    assert normalised_name(written) == normalised_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เขต 1", "เขต 11"),
        ("เขต 10", "เขต 1"),
        ("เทศบาลตำบลก", "เทศบาลเมืองก"),
        ("ทุมหมู่", "ทมหมู่"),
        ("โรงเรียน 100", "โรงเรียน 10"),
    ],
)
def test_names_that_differ_stay_different(one, other):
    assert normalised_name(one) != normalised_name(other)


def find(index, *, code="", name="", province=""):
    return index.find(Named(code, name, province))


def test_code_is_enough():
    index = agency_index(MUKDAHAN, codes=["mukdahan-1"])

    assert find(index, code="MUKDAHAN-1").agency.pk == 1


def test_code_beside_the_name_of_another_agency_is_not_believed():
    match = find(agency_index("หน่วยงาน ก", "หน่วยงาน ข"), code="agency-1", name="หน่วยงาน ข")

    assert match.agency is None
    assert match.problem == "รหัส agency-1 เป็นของ “หน่วยงาน ก” ซึ่งชื่อไม่ตรงกัน: แก้รหัสหรือชื่อ"


def test_foreign_code_leaves_it_to_the_name():
    assert find(agency_index("หน่วยงาน ก"), code="NACC-0042", name="หน่วยงาน ก").agency.pk == 1


def test_two_of_a_name_are_told_apart_by_province_or_not_at_all():
    index = agency_index("เทศบาลตำบลท่าช้าง", "เทศบาลตำบลท่าช้าง", provinces=["จันทบุรี", "สิงห์บุรี"])

    assert find(index, name="ทต.ท่าช้าง", province="จังหวัดสิงห์บุรี").agency.pk == 2
    assert find(index, name="ทต.ท่าช้าง").problem == ("มีหน่วยงานชื่อนี้ 2 แห่ง (agency-1, agency-2): กรอกรหัสหน่วยงานหรือจังหวัด")


def test_place_behind_the_name_is_understood():
    index = agency_index("องค์การบริหารส่วนตำบลกุดแห่", "องค์การบริหารส่วนตำบลกุดแห่", provinces=["ยโสธร", "นครพนม"])

    assert find(index, name="อบต.กุดแห่ อ.เลิงนกทา จ.ยโสธร").agency.pk == 1


def test_nobody_of_that_name_may_be_made_but_a_code_alone_may_not():
    index = agency_index("หน่วยงาน ก")

    assert find(index, name="หน่วยงาน ค").is_new
    assert find(index, code="x").problem.startswith("ไม่มีหน่วยงานรหัส “x”")
    assert not find(index, code="x").is_new
