"""The analysis and the full report: every score is shown, what is unknown is a dash or is left out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.analysis import PastYear
from assessments.framework_store import get_framework
from reports.documents import build
from reports.documents.model import Heading
from tests.reports.samples import assessed, column_texts, content, finding, measure, past, progress, table_named, texts

NARATHIWAT = {str(code): 100 for code in range(1, 8)} | {"8": 99.63, "9": 95, "10": 93.75, "9.5": 75, "o29": 0}


def test_indicators_stand_best_first_with_score_and_level():
    table = table_named(build(content(scores=NARATHIWAT), "analysis"), "ผลการประเมินรายตัวชี้วัด")

    assert column_texts(table, 1)[-3:] == ["๘", "๙", "๑๐"]
    assert column_texts(table, 3)[-3:] == ["๙๙.๖๓", "๙๕.๐๐", "๙๓.๗๕"]
    assert column_texts(table, 4)[-2:] == ["AA", "A"]


def test_level_key_leaves_no_gap_between_bands():
    table = table_named(build(content(scores=NARATHIWAT), "analysis"), "เกณฑ์ระดับ")

    assert column_texts(table, 1)[:3] == ["๙๕.๐๐ – ๑๐๐", "๘๕.๐๐ – ๙๔.๙๙", "๗๕.๐๐ – ๘๔.๙๙"]


def test_history_has_differences_and_words_oldest_first():
    years = [past(2564, 88.15), past(2565, 98.44)]

    table = table_named(build(content(scores=NARATHIWAT, history=years), "analysis"), "ย้อนหลัง")

    assert column_texts(table, 0) == ["๒๕๖๔", "๒๕๖๕", "๒๕๖๖"]
    assert column_texts(table, 2) == ["–", "เพิ่มขึ้น", "ลดลง"]
    assert column_texts(table, 3) == ["–", "+๑๐.๒๙", "−๐.๗๓"]


def test_sub_indicators_and_items_given_are_all_shown():
    joined = "\n".join(texts(build(content(scores=NARATHIWAT), "analysis")))

    assert "๗๕.๐๐" in joined
    assert "๐.๐๐" in joined
    assert "o๒๙" in joined


def test_cause_and_approach_of_each_finding_are_told_once():
    found = finding(indicator="9", lowest="o29", causes=("รายงานไม่ครบ",), approaches=("จัดทำแบบฟอร์ม",))

    shown = texts(build(content(scores=NARATHIWAT, findings=[found]), "analysis"))

    assert (shown.count("รายงานไม่ครบ"), shown.count("จัดทำแบบฟอร์ม")) == (1, 1)


def test_finding_that_matches_no_weak_point_is_told_too():
    found = finding(indicator="1", causes=("ควรซักซ้อมความเข้าใจ",))

    assert "ควรซักซ้อมความเข้าใจ" in texts(build(content(scores=NARATHIWAT, findings=[found]), "analysis"))


def test_issue_finding_stands_with_its_questions():
    found = finding(issue=2, causes=("ระบบยังไม่ทั่วถึง",), approaches=("ขยายจุดบริการ",))

    shown = texts(build(content(scores={"o18": 0, "o15": 100}, findings=[found]), "analysis"))

    assert shown.count("ระบบยังไม่ทั่วถึง") == 1
    assert any(text.startswith("ประเด็นที่ ๒") for text in shown)


def test_announced_figure_that_does_not_follow_is_shown_with_both():
    scores = NARATHIWAT | {"9.1": 100, "9.2": 100, "9.3": 100, "9.4": 100, "9": 90}

    table = table_named(build(content(scores=scores), "analysis"), "ข้อสังเกต")

    assert (column_texts(table, 1), column_texts(table, 2)) == (["๙๐.๐๐"], ["๙๕.๐๐"])


def test_analysis_without_results_says_so():
    document = build(content(), "analysis")

    assert document.tables == ()
    assert any("ยังไม่มีผลการประเมิน" in text for text in texts(document))


def test_full_report_has_three_parts_in_order_and_one_contents_page():
    first = measure(indicator="9", title="ปรับปรุงข้อมูล")
    entries = (progress(measure=first, performed=("จัดประชุม",)),)

    document = build(content(scores=NARATHIWAT, measures=[first], progress=entries), "full")

    chapters = [
        block.text.split("\n")[0] for block in document.blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert chapters == ["คำนำ", "สารบัญ", "ส่วนที่ ๑", "ส่วนที่ ๒", "ส่วนที่ ๓"]


def analysed(year, **values):
    return build(replace(content(**values), baseline=year), "analysis")


@pytest.mark.parametrize(
    ("scores", "total"),
    [
        ({"o1": 0, "i1": 80}, None),
        ({"IIT": 80, "EIT": 90, "OIT": 100}, None),
        ({"IIT": 80}, "96"),
        ({}, "96"),
        ({}, "94.996"),
        ({}, "-5"),
        ({"9.5": 75}, None),
    ],
)
@pytest.mark.parametrize("kind", ["analysis", "measures", "progress", "full"])
@pytest.mark.parametrize("fiscal_year", [2565, 2567])
def test_any_part_of_the_scores_makes_a_document(scores, total, kind, fiscal_year):
    year = assessed(scores, total=total, fiscal_year=fiscal_year)

    document = build(replace(content(measures=[measure(issue=1)]), baseline=year, result=year), kind)

    assert "แต่  ซึ่ง" not in "\n".join(texts(document))
    assert [part.key for part in document.parts if not part.blocks] == []


def test_instruments_are_called_weak_where_no_indicator_is_known():
    document = analysed(assessed({"IIT": "84.996", "EIT": 70, "OIT": "66.6"}, fiscal_year=2568))

    table = table_named(document, "ประเด็นที่ต้องแก้ไขโดยเร่งด่วน")
    assert [text.split()[0] for text in column_texts(table, 0)] == ["OIT", "EIT"]
    assert not any("ควรรักษามาตรฐาน" in text for text in texts(document))


def test_nothing_is_called_free_of_weak_points_while_scores_are_unknown():
    document = analysed(assessed({"OIT": 100}, total="96", fiscal_year=2568))

    assert any("ยังไม่มีคะแนนครบทุกตัวชี้วัดของ IIT และ EIT" in text for text in texts(document))
    assert not any("ไม่พบเรื่องที่ต้องแก้ไข" in text for text in texts(document))


def test_standard_is_to_be_kept_where_every_score_is_full():
    document = analysed(assessed({str(code): 100 for code in range(1, 11)}))

    assert any("ไม่พบเรื่องที่ต้องแก้ไข" in text for text in texts(document))


def test_high_scores_below_full_marks_are_not_called_strengths():
    shown = texts(analysed(assessed({str(code): 96 for code in range(1, 11)}, fiscal_year=2565)))

    assert not any(text.startswith("จุดแข็ง ") for text in shown)
    assert "ตัวชี้วัดที่ได้คะแนนสูง ๕ รายการ" in shown


def test_cover_of_the_analysis_names_the_year_assessed_and_the_plan_its_own():
    given = content(scores=NARATHIWAT, measures=[measure(title="ก")])

    years = {kind: build(given, kind).blocks[0].year_line for kind in ("analysis", "measures", "progress", "full")}

    assert (years.pop("analysis"), set(years.values())) == ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", {"ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"})


def test_total_of_a_part_of_the_instruments_is_not_set_beside_the_country():
    scores = {item.code: 100 for item in get_framework("ita-2566").items if item.instrument == "OIT"}
    whole = texts(analysed(assessed(NARATHIWAT)))
    part = texts(analysed(assessed(scores, kind="provincial_education")))

    assert [any(text.startswith("ระดับประเทศ") for text in shown) for shown in (whole, part)] == [True, False]


def test_indicator_history_ends_with_the_year_assessed():
    before = PastYear(2565, Decimal("98.44"), {"9": Decimal("90.5")})

    document = build(content(scores=NARATHIWAT, history=[before]), "analysis")

    table = table_named(document, "รายตัวชี้วัดย้อนหลัง")
    assert [column.title for column in table.columns[1:]] == ["พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖"]
    row = next(row for row in table.rows if "๙ การเปิดเผยข้อมูล" in row.cells[0].blocks[0].text)
    assert [cell.blocks[0].text for cell in row.cells[1:]] == ["๙๐.๕๐", "๙๕.๐๐"]


def test_long_texts_of_the_summary_have_most_of_the_width():
    found = finding(indicator="9", lowest="o29", causes=("ก",), approaches=("ข",))

    table = table_named(build(content(scores=NARATHIWAT, findings=[found]), "analysis"), "เร่งด่วน")

    assert [column.width for column in table.columns] == [26, 10, 32, 32]


def test_weak_point_that_the_agency_only_maintains_is_not_counted_among_those_to_develop():
    kept = finding(indicator="9", lowest="o29", items=("o29",), urgency="maintain", causes=("ก",))

    document = build(content(scores=NARATHIWAT, findings=[kept]), "analysis")

    table = table_named(document, "จุดที่ต้องพัฒนาของ OIT")
    assert column_texts(table, 0) == ["ตัวชี้วัดที่ ๑๐"]
    assert "จุดที่ต้องพัฒนา ๑ รายการ" in texts(document)


def test_analysis_without_scores_has_no_contents_page_for_its_one_sentence():
    document = build(content(), "analysis")

    assert [part.key for part in document.parts] == ["cover", "preface", "analysis"]


@pytest.mark.parametrize("kind", ["analysis", "full"])
def test_preface_is_the_one_that_the_agency_wrote(kind):
    document = build(content(scores=NARATHIWAT, narrative={"preface": ("คำนำของเรา",)}), kind)

    part = next(part for part in document.parts if part.key == "preface")
    assert [block.text for block in part.blocks] == ["คำนำ", "คำนำของเรา", "สำนักงานตัวอย่าง"]


def test_title_of_the_full_report_is_the_one_on_its_cover():
    document = build(content(scores=NARATHIWAT), "full")

    cover = document.blocks[0]
    assert "".join(cover.title_lines) == document.title.replace(" มาตรการ และ", " มาตรการและ")


def test_level_held_down_by_an_instrument_says_which():
    scores = {str(code): 100 for code in (1, 2, 3, 4, 5, 9, 10)} | {"6": 80, "7": 80, "8": 80}
    year = assessed(scores, fiscal_year=2567)
    document = analysed(year)

    joined = "\n".join(texts(document))
    assert year.results.total.value == Decimal("94.00")
    assert "EIT ได้ ๘๐.๐๐ คะแนน ไม่ถึง ๘๕ คะแนน" in joined
