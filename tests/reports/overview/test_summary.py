"""The summary report says what follows from the scores of the agencies that it is about."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.timezone import now
from docx import Document as Docx

from assessments.models import YearWindow
from reports.documents.branch_summary import build
from reports.documents.model import Paragraph
from reports.models import OverviewRow
from reports.overview.refreshing import refresh_all
from reports.overview.summary import branch_facts
from reports.services import render_docx, render_pdf
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure
from tests.reports.extraction import by_poppler

pytestmark = pytest.mark.django_db
YEAR = 2568


@pytest.fixture
def facts():
    """Three agencies of the reach, one beyond it."""
    for code, province, total, before, o1 in (
        ("a", "ตรัง", "95.00", "90.00", 100),
        ("b", "ตรัง", "84.00", "86.50", 50),
        ("c", "ตราด", None, None, None),
        ("beyond", "เลย", "10.00", None, 0),
    ):
        agency = make_agency(code, name=f"เทศบาลเมือง {code}", kind="municipality", province=province)
        if before:
            make_assessment(make_agency_year(agency, YEAR - 1), framework="ita-2566", total=Decimal(before))
        year = make_agency_year(agency, YEAR)
        if total:
            scores = {"IIT": total, "EIT": total, "OIT": total, "1": total, "o1": o1}
            make_assessment(year, framework="ita-2567", total=Decimal(total), scores=scores)
            make_measure(year)
    refresh_all()
    rows = OverviewRow.objects.of_year(YEAR).exclude(agency__code="beyond")
    return branch_facts(rows, fiscal_year=YEAR, scope="จังหวัดสาธิต")


def of_year():
    return branch_facts(OverviewRow.objects.of_year(YEAR), fiscal_year=YEAR, scope="จังหวัดสาธิต")


def text_of(document):
    return " ".join(block.text for part in document.parts for block in part.blocks if isinstance(block, Paragraph))


def texts(row):
    return [cell.text for cell in row.cells]


def rows_of(document, name):
    table = next(table for table in document.tables if table.name == name)
    return [[cell.blocks[0].text for cell in row.cells] for row in table.rows]


def test_facts_are_those_of_the_rows_given(facts):
    assert [line.name for line in facts.agencies] == ["เทศบาลเมือง a", "เทศบาลเมือง b", "เทศบาลเมือง c"]
    assert [line.total for line in facts.agencies] == [Decimal("95.00"), Decimal("84.00"), None]
    assert [line.change for line in facts.agencies] == [Decimal("5.00"), Decimal("-2.50"), None]
    assert [(item.code, item.agencies, item.below, item.mean) for item in facts.weak_items] == [
        ("o1", 2, 1, Decimal("75.00"))
    ]


def test_what_the_checks_have_not_looked_at_is_not_told_as_whole():
    for code in "abc":
        make_measure(make_agency_year(make_agency(code), YEAR))
    refresh_all()
    OverviewRow.objects.filter(agency__code="a").update(missing_count=2, checked_at=now())
    OverviewRow.objects.filter(agency__code="b").update(missing_count=0, checked_at=now())

    told = text_of(build(of_year(), numerals="arabic"))

    assert "1 หน่วยงานมีสิ่งที่ขาดจากการตรวจก่อนเผยแพร่ (ตรวจแล้ว 2 จาก 3 หน่วยงานที่มีมาตรการ)" in told


def test_late_agencies_are_listed_with_the_steps_and_days():
    make_agency_year(make_agency("a"), YEAR)
    for step, closes_on in (("entry", date(2025, 1, 31)), ("plan", date(2025, 3, 15))):
        YearWindow.objects.create(fiscal_year=YEAR, step=step, opens_on=date(2024, 11, 1), closes_on=closes_on)
    refresh_all()

    document = build(of_year(), numerals="arabic")

    ((_, _, _, late_with),) = rows_of(document, "หน่วยงานที่เลยกำหนด")
    assert late_with == "ผลคะแนนและวิเคราะห์ ปิด 31 ม.ค. 2568 · มาตรการ ปิด 15 มี.ค. 2568"


def test_tables_count_every_agency_once(facts):
    document = build(facts, numerals="arabic")

    assert rows_of(document, "ขั้นตอนของงาน")[-1] == ["รวม", "3", "100.00"]
    assert dict((row[0], row[1]) for row in rows_of(document, "ขั้นตอนของงาน"))["มีมาตรการแล้ว"] == "2"
    assert rows_of(document, "ระดับผลการประเมิน") == [
        ["ผ่านดีเยี่ยม", "1", "50.00"],
        ["ผ่านดี", "0", "0.00"],
        ["ผ่าน", "0", "0.00"],
        ["ต้องปรับปรุง", "1", "50.00"],
        ["ต้องปรับปรุงโดยด่วน", "0", "0.00"],
        ["รวม", "2", "100.00"],
    ]


def test_means_leave_out_what_is_not_scored(facts):
    document = build(facts, numerals="arabic")

    first = rows_of(document, "คะแนนเฉลี่ยรายเครื่องมือและรายตัวชี้วัด")[0]

    assert first == ["คะแนนรวม", "2", "89.50", "84.00", "1", "50.00"]
    assert rows_of(document, "ตามจังหวัด") == [
        ["ตรัง", "2", "89.50", "50.00", "0"],
        ["ตราด", "1", "–", "–", "0"],
    ]
    assert rows_of(document, "ดีขึ้นมากที่สุด") == [["เทศบาลเมือง a", "ตรัง", "95.00", "+5.00"]]
    assert rows_of(document, "ลดลงมากที่สุด") == [["เทศบาลเมือง b", "ตรัง", "84.00", "−2.50"]]


def test_without_any_result_the_report_says_so():
    make_agency_year(make_agency("a"), YEAR)
    refresh_all()

    document = build(of_year())

    assert [part.key for part in document.parts] == ["cover", "contents", "overall", "agencies"]
    assert "ยังไม่มีหน่วยงานใดมีคะแนนรวม" in document.parts[2].blocks[1].text


def test_both_files_name_the_agencies_and_nobody_else(facts):
    document = build(facts)

    in_docx = [
        text for table in Docx(BytesIO(render_docx(document))).tables for row in table.rows for text in texts(row)
    ]
    for text in ("\n".join(by_poppler(render_pdf(document))), "\n".join(in_docx)):
        assert "เทศบาลเมือง a" in text
        assert "beyond" not in text
