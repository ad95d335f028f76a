"""What the checks are given from stored rows: last year's texts, names of other agencies, in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import AgencyYear
from reports.checking import check_document, subject_of
from reports.models import Narrative, NarrativeLine
from reports.narratives import save_narrative
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_measure,
    make_progress,
    make_user,
)

pytestmark = pytest.mark.django_db
LONG = "จัดประชุมชี้แจงแนวทางการเผยแพร่ข้อมูลสาธารณะแก่เจ้าหน้าที่ทุกกลุ่มงานในสังกัด"


def write(year, part, *paragraphs):
    narrative = Narrative.objects.create(agency_year=year, part=part)
    for position, text in enumerate(paragraphs):
        NarrativeLine.objects.create(narrative=narrative, kind="paragraph", position=position, text=text)


def copied_year(agency, fiscal_year):
    """The same words in every list that is compared with the year before."""
    year = make_agency_year(agency, fiscal_year)
    measure = make_measure(year, title="มาตรการ", indicator="9", steps=[LONG, "สรุป"])
    make_progress(year, measure, performed=[f"{LONG} แล้ว"], outcomes=[f"{LONG} ครบ"])
    make_finding(year, indicator="9", causes=[f"ไม่ได้{LONG}"])
    write(year, "preface", f"{LONG} ทุกปี")
    return year


def remarks(year, kind, code):
    result = next(result for result in check_document(year, kind).results if result.code == code)
    return [(remark.where, remark.says) for remark in result.remarks]


def test_everything_that_is_last_years_word_for_word_is_told_with_its_place_there():
    agency = make_agency()
    copied_year(agency, 2567)

    same = "เหมือนข้อความของปี 2567 ทุกคำ"
    assert remarks(copied_year(agency, 2568), "full", "as_last_year") == [
        ("มาตรการ m1 “มาตรการ”", f"{same} (มาตรการ m1)"),
        ("ผลการวิเคราะห์ ตัวชี้วัดที่ 9 · สาเหตุ 1", f"{same} (ผลการวิเคราะห์)"),
        ("ผลการดำเนินการ p1 “มาตรการ” · ผลการดำเนินการ 1", f"{same} (ผลการดำเนินการ p1)"),
        ("ผลการดำเนินการ p1 “มาตรการ” · ผลลัพธ์ 1", f"{same} (ผลการดำเนินการ p1)"),
        ("คำนำ ย่อหน้าที่ 1", f"{same} (คำนำ)"),
    ]


def test_another_agencys_and_an_older_years_texts_are_not_compared():
    agency = make_agency()
    copied_year(make_agency(), 2567)
    copied_year(agency, 2566)

    assert subject_of(copied_year(agency, 2568), "full").last_year is None


def test_names_are_those_of_the_same_kin_and_of_other_provinces():
    own = make_agency("own", name="สพป.หนึ่ง", short_name="หนึ่ง", kind="education_area", province="ยะลา")
    make_agency(name="ศธจ.ยะลา", kind="provincial_education", province="ยะลา")
    make_agency(name="อบต.ในจังหวัด", kind="local_government", province="ยะลา")
    make_agency(name="อบต.นอกจังหวัด", short_name="นอก", kind="local_government", province="สตูล")
    make_agency(name="กรมหนึ่ง", kind="department")
    make_agency(name="โรงเรียนหนึ่ง", kind="school", province="สตูล")

    assert set(subject_of(make_agency_year(own), "full").other_names) == {"ศธจ.ยะลา", "อบต.นอกจังหวัด", "นอก"}


def test_agency_without_a_province_is_told_of_its_kin_alone():
    own = make_agency(kind="department")
    make_agency(name="กรมสอง", kind="department")
    make_agency(name="อบต.หนึ่ง", kind="local_government", province="สตูล")

    assert subject_of(make_agency_year(own), "full").other_names == ("กรมสอง",)


def test_name_of_an_agency_of_the_portal_in_a_measure_is_told():
    make_agency(name="สำนักงานทดสอบอื่น", kind="education_area")
    year = make_agency_year(make_agency(name="สำนักงานทดสอบ", kind="education_area"))
    make_measure(year, title="มาตรการ", steps=["สำนักงานทดสอบอื่น จัดประชุม"])

    assert remarks(year, "measures", "other_agencies") == [
        ("มาตรการ m1 “มาตรการ” · ขั้นตอน 1", "มีชื่อ “สำนักงานทดสอบอื่น” ซึ่งไม่ใช่ของหน่วยงานนี้")
    ]


def test_draft_of_the_portal_is_not_read_and_the_own_text_is():
    year = make_agency_year()
    assert subject_of(year, "analysis").passages == ()

    save_narrative(agency_year=year, part="preface", paragraphs=["ของเรา"], version=0, by=make_user())

    fresh = AgencyYear.objects.get(pk=year.pk)
    assert [(passage.where, passage.text) for passage in subject_of(fresh, "analysis").passages] == [
        ("คำนำ ย่อหน้าที่ 1", "ของเรา")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_is_the_same_for_any_number_of_rows(rows):
    agency = make_agency()
    for fiscal_year in (2567, 2568):
        year = make_agency_year(agency, fiscal_year)
        make_assessment(year, framework=f"ita-{fiscal_year - 1}", scores={"9": 95, "10": 90})
        for number in range(rows):
            make_agency()
            measure = make_measure(year, steps=["ก", "ข"])
            make_progress(year, measure, performed=["ค"])
            make_finding(year, indicator="9", causes=["ง"])
            write(year, ["preface", "summary", "introduction"][number], "จ")
    year = AgencyYear.objects.select_related("agency__logo").prefetch_related("assessments").get(fiscal_year=2568)

    with CaptureQueriesContext(connection) as queries:
        check_document(year, "full")

    assert len(queries) == 10
