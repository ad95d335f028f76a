"""The headline and the summary report never mix scores of another year's results with those of most agencies."""

from decimal import Decimal
from fractions import Fraction
from functools import partial

import pytest
from django.db.models import Q

from assessments.scoring.arithmetic import rounded
from reports.documents.branch_summary import build
from reports.models import OverviewRow
from reports.overview.headline import headline_of
from reports.overview.refreshing import refresh_all
from reports.overview.summary import branch_facts
from tests.makers import make_agency, make_agency_year
from tests.reports.overview.mixed_years import MAIN, MAIN_ALONE, OTHER, YEAR, make_mixed, page_of, text
from tests.reports.overview.scored_agencies import make_results

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed():
    make_mixed()


@pytest.fixture
def shown(client):
    return partial(page_of, client)


def rows():
    return OverviewRow.objects.of_year(YEAR)


# --- Headline ---------------------------------------------------------------------------------------------------------


def test_scores_of_the_headline_are_of_most_agencies_and_counts_of_all(mixed):
    figures = headline_of(rows(), Q(name="other"))

    assert (figures.assessed.framework, figures.assessed.left_out) == (MAIN, ((OTHER.name, 1),))
    assert (figures.scored, figures.mean, figures.passed, figures.passed_share) == (4, Decimal("91.50"), 4, 100)
    assert (figures.previous_scored, figures.previous_mean) == (4, Decimal("83.75"))
    assert (figures.previous_passed_share, figures.compared) == (25, 4)
    assert figures.mean_change == Decimal("7.75")
    assert (figures.agencies, figures.late) == (6, 1)
    assert [stage.count for stage in figures.stages] == [1, 4, 1, 0, 0, 0]


def test_headline_equals_what_follows_from_the_scores_of_that_framework():
    own = [make_results(seed=seed, framework=MAIN, fiscal_year=YEAR) for seed in (1, 2, 3)]
    for seed in (4, 5):
        make_results(seed=seed, framework=OTHER, fiscal_year=YEAR)
    refresh_all()

    figures = headline_of(rows(), Q(pk__in=[]))

    results = [assessment.compute() for assessment in own]
    totals = [Fraction(rounded(result.total.value, 2)) for result in results]
    passed = sum(result.level.passed for result in results)
    assert (figures.scored, figures.mean) == (3, rounded(sum(totals) / 3, 2))
    assert (figures.passed, figures.passed_share) == (passed, rounded(Fraction(100 * passed, 3), 2))


def test_headline_of_no_rows_knows_nothing():
    figures = headline_of(rows(), Q(pk__in=[]))

    assert (figures.agencies, figures.scored, figures.mean, figures.passed_share) == (0, 0, None, None)
    assert (figures.refreshed_at, figures.assessed.framework, figures.late) == (None, None, 0)


def test_headline_of_rows_without_results_counts_them():
    make_agency_year(make_agency("idle"), YEAR)
    refresh_all()

    figures = headline_of(rows(), Q())

    assert (figures.agencies, figures.late, figures.scored, figures.mean) == (1, 1, 0, None)
    assert (figures.assessed.without, figures.refreshed_at) == (1, rows().get().refreshed_at)


def test_overview_says_whose_scores_are_left_out(shown, mixed):
    page = text(shown("overview"))

    assert "<dd>91.50 " in page
    assert f"คะแนนเฉลี่ย การเปลี่ยนแปลง และการผ่านเกณฑ์คิด{MAIN_ALONE}" in page
    assert "ผลการประเมินประจำปี พ.ศ. 2568 ของ 4 หน่วยงาน · ยังไม่มีผล 1 หน่วยงาน" in page
    assert "other</a>" in page  # its work is still listed


def test_overview_of_one_framework_leaves_nobody_out(shown, mixed):
    page = text(shown("overview", q="other"))

    assert "<dd>40.00 " in page
    assert "ผลการประเมินประจำปี พ.ศ. 2566 ของ 1 หน่วยงาน" in page
    assert "ไม่รวม" not in page


# --- Summary report ---------------------------------------------------------------------------------------------------


@pytest.fixture
def facts(mixed):
    return branch_facts(rows(), fiscal_year=YEAR, scope="ตรัง")


def table(document, name):
    found = next(table for table in document.tables if table.name == name)
    return [[cell.blocks[0].text for cell in row.cells] for row in found.rows]


def paragraphs(document):
    return [block.text for part in document.parts for block in part.blocks if type(block).__name__ == "Paragraph"]


def test_summary_has_no_figures_of_another_framework(facts):
    other = next(line for line in facts.agencies if line.name == "other")

    assert (other.figures, other.level, other.passed, other.change) == ({}, "", None, None)
    assert (other.other_year, other.measures, other.stage) == (2566, 1, OverviewRow.Stage.PLANNED)
    assert [line.other_year for line in facts.agencies if line.name != "other"] == [None] * 5
    assert [(item.code, item.agencies) for item in facts.weak_items] == []


def test_summary_counts_the_main_framework_alone(facts):
    document = build(facts, numerals="arabic")

    assert "มีคะแนนรวม 4 หน่วยงาน คะแนนเฉลี่ย 91.50 คะแนน ผ่านเกณฑ์ 4 หน่วยงาน คิดเป็นร้อยละ 100.00" in paragraphs(document)[0]
    first = table(document, "คะแนนเฉลี่ยรายเครื่องมือและรายตัวชี้วัด")[0]
    assert first == ["คะแนนรวม", "4", "91.50", "90.00", "0", "0.00"]
    assert table(document, "ระดับผลการประเมิน")[-1] == ["รวม", "4", "100.00"]
    assert table(document, "ตามจังหวัด") == [
        ["ตรัง", "5", "91.50", "100.00", "0"],
        ["ตราด", "1", "–", "–", "0"],
    ]
    assert [row[0] for row in table(document, "ลดลงมากที่สุด")] == ["e0"]
    assert table(document, "ขั้นตอนของงาน")[-1] == ["รวม", "6", "100.00"]


def test_summary_says_who_is_left_out_and_why(facts):
    document = build(facts, numerals="arabic")

    assert paragraphs(document)[1] == (
        f"คะแนน ระดับ การผ่านเกณฑ์ และการเปลี่ยนแปลงในรายงานนี้เป็นของหน่วยงานที่ใช้ “{MAIN.name}” เท่านั้น "
        f"ไม่รวม 1 หน่วยงานที่ใช้ “{OTHER.name}” เพราะข้อและเกณฑ์ต่างกัน แต่ยังนับในขั้นตอนของงานและแสดงในรายหน่วยงาน"
    )
    assert "อีก 1 หน่วยงานยังไม่มีระดับผลการประเมิน" in paragraphs(document)
    assert table(document, "รายหน่วยงาน")[-1][1:] == ["other", "ตรัง", "–", "ใช้ผลปี 2566", "–", "มีมาตรการแล้ว", "1 (0)"]


def test_summary_of_one_framework_leaves_nobody_out(mixed):
    facts = branch_facts(rows().exclude(name="other"), fiscal_year=YEAR, scope="ตรัง")

    assert not [words for words in paragraphs(build(facts)) if "ไม่รวม" in words]
