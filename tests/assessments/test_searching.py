"""Agencies are found by what people type."""

import pytest

from assessments.models import Agency, AgencyYear
from assessments.searching import matching
from tests.makers import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agencies():
    make_agency(
        "esa-nwt-2",
        name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษานราธิวาส เขต 2",
        short_name="สพป.นราธิวาส เขต 2",
        province="นราธิวาส",
    )
    make_agency("city-cmi", name="เทศบาลนครเชียงใหม่", kind="municipality", province="เชียงใหม่")
    make_agency("sao-khb", name="องค์การบริหารส่วนตำบลกุดแห่", kind="subdistrict_administration", province="ยโสธร")


def found(typed):
    return list(Agency.objects.filter(matching(typed)).order_by("code").values_list("code", flat=True))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("นราธิวาสเขต2", ["esa-nwt-2"]),
        ("นราธิวาส เขต ๒", ["esa-nwt-2"]),
        ("เขต 2 ประถมศึกษา", ["esa-nwt-2"]),
        ("สพป. นราธิวาส", ["esa-nwt-2"]),
        ("เทศบาลเชียงใหม่", ["city-cmi"]),
        ("อบต.กุดแห่", ["sao-khb"]),
        ("อบตกุดแห่ยโสธร", ["sao-khb"]),
        ("SAO-KHB", ["sao-khb"]),
        ("กุดเเห่", ["sao-khb"]),
        ("กุดแห่,ยโสธร", ["sao-khb"]),
        ("เชียงใหม่ฯ", ["city-cmi"]),
        ("“เทศบาลนคร” (เชียงใหม่)", ["city-cmi"]),
        ("ตำบล", ["sao-khb"]),
        ("เทศบาลยโสธร", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_what_is_typed_finds_the_agency(typed, codes):
    assert found(typed) == codes


def test_am_is_found_in_either_spelling():
    make_agency("dist-1", name="ที่ทำการปกครองอำเภอเมือง", kind="district")

    assert found("อ\u0e4d\u0e32เภอ") == found("อำเภอ") == ["dist-1"]


@pytest.mark.parametrize("typed", ["กทม", "กทม.", "เขตบางรัก กทม", "กรุงเทพ"])
def test_bangkok_is_found_by_its_abbreviation(typed):
    make_agency("bkk-1", name="สำนักงานเขตบางรัก", province="กรุงเทพมหานคร")

    assert found(typed) == ["bkk-1"]


def test_nothing_typed_leaves_nothing_out():
    assert found("  ") == ["city-cmi", "esa-nwt-2", "sao-khb"]


def test_prefix_leads_to_the_agency_of_another_row():
    years = [AgencyYear.objects.create(agency=agency, fiscal_year=2569) for agency in Agency.objects.order_by("code")]

    assert list(AgencyYear.objects.filter(matching("เชียงใหม่", "agency__"))) == years[:1]


def test_key_is_written_without_blanks_and_dots():
    assert Agency.objects.get(code="city-cmi").search_key == "เทศบาลนครเชียงใหม่||citycmi|เชียงใหม่"
