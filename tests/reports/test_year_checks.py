"""The remarks of all documents of a year: each once, of one step, from one reading of the year."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import AgencyYear
from reports.checking import check_document, check_year
from reports.views.checks import Addresses
from reports.year_checks import STEP_OF_PAGE
from tests.makers import make_agency, make_agency_year, make_assessment, make_finding, make_measure
from tests.reports.faulty_year import OLD, faulty_year, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_agency_year(make_agency("own", name="สำนักงานทดสอบ", province="ยะลา"), 2567)


def test_remark_of_several_documents_is_told_once_with_their_names(year):
    make_measure(year, indicator="9", title=OLD, steps=["ประชุม"], responsible=["กลุ่ม"], monitoring="รายงานทุกเดือน")

    years = [row for row in told(year) if "2561" in row[2]]

    assert [(step, where, kinds) for step, where, _, kinds in years] == [
        ("measures", f"มาตรการ m1 “{OLD}” · ชื่อมาตรการ", ("measures", "full", "announcement"))
    ]


def test_every_remark_of_every_document_is_there_and_none_twice(year):
    faulty_year(year)

    found = told(year)

    checked = {
        (remark.where, remark.says, kind)
        for kind in ("analysis", "measures", "progress", "full", "announcement")
        for remark in check_document(year, kind).remarks
    }
    assert {(where, says, kind) for _, where, says, kinds in found for kind in kinds} == checked
    assert len({(step, where, says) for step, where, says, _ in found}) == len(found)


def test_two_rows_of_the_same_words_are_two_remarks(year):
    make_assessment(year, scores={"9": 50})
    for _ in range(2):
        make_finding(year, indicator="9")

    without_cause = [row for row in told(year) if row[2] == "ยังไม่ได้ระบุสาเหตุ"]

    assert [(step, where) for step, where, _, _ in without_cause] == [("analysis", "ผลการวิเคราะห์ ตัวชี้วัดที่ 9")] * 2


def test_items_that_one_finding_explains_are_one_remark_with_all_their_codes(year):
    make_assessment(year, scores={"9": 60, "10": 50, "o3": 0, "o6": 50, "o34": 0})

    checks = check_year(year)

    gathered = {each.remark.where: each.remark for each in checks.of("analysis") if each.check.code == "causes"}
    one = gathered["ตัวชี้วัดที่ 9: 2 ข้อ"]
    assert one.says == "o3, o6 ยังไม่ได้วิเคราะห์สาเหตุ"
    assert [part.says for part in one.parts] == [
        "ได้ 0.00 คะแนน ยังไม่ได้วิเคราะห์สาเหตุ",
        "ได้ 50.00 คะแนน ยังไม่ได้วิเคราะห์สาเหตุ",
    ]
    assert Addresses(year).of(one.place).endswith("/analysis/findings/add/?indicator=9")
    assert [where.split(" ")[:2] for where in gathered] == [["ตัวชี้วัดที่", "9:"], ["ข้อ", "o34"]]
    assert checks.count("analysis").missing == 2


def test_measures_of_one_item_each_stay_remarks_of_their_own(year):
    make_assessment(year, scores={"9": 60, "o3": 0, "o6": 50})
    make_measure(year, indicator="10", title="มาตรการ", steps=["ประชุม"])

    urgent = [where.split(" ")[1] for _, where, says, _ in told(year) if "แต่ยังไม่มีมาตรการตอบ" in says]

    assert urgent == ["o3", "o6"]


def test_only_documents_with_something_to_print_are_checked(year):
    nothing = check_year(year)
    make_assessment(year, scores={"9": 100})

    scored = check_year(AgencyYear.objects.get(pk=year.pk))

    assert (nothing.kinds, nothing.told) == ((), ())
    assert scored.kinds == ("analysis", "full")


def test_all_documents_take_the_queries_of_one(year):
    faulty_year(year)
    years = [AgencyYear.objects.select_related("agency__logo").get(pk=year.pk) for _ in range(2)]

    with CaptureQueriesContext(connection) as one:
        check_document(years[0], "full")
    with CaptureQueriesContext(connection) as all_kinds:
        check_year(years[1])

    assert len(all_kinds) == len(one)


def test_every_page_that_mends_belongs_to_one_step():
    assert set(STEP_OF_PAGE) == set(Addresses.PAGES)
