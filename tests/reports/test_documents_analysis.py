"""The analysis and the full report: every score is shown, what is unknown is a dash or is left out."""

from decimal import Decimal

from assessments.analysis import FindingInput
from reports.documents import build
from reports.documents.model import Heading
from tests.reports.samples import assessed, column_texts, content, measure, past, progress, table_named, texts

NARATHIWAT = {str(code): 100 for code in range(1, 8)} | {"8": 99.63, "9": 95, "10": 93.75, "9.5": 75, "o29": 0}


def finding(**values):
    empty = {
        "issue": None,
        "indicator": "",
        "items": (),
        "lowest": "",
        "urgency": "urgent",
        "causes": (),
        "approaches": (),
    }
    return FindingInput(**{**empty, **values})


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


def test_level_held_down_by_an_instrument_says_which():
    scores = {str(code): 100 for code in (1, 2, 3, 4, 5, 9, 10)} | {"6": 80, "7": 80, "8": 80}
    year = assessed(scores, fiscal_year=2567)
    document = build(content().__class__(**{**vars(content()), "baseline": year}), "analysis")

    joined = "\n".join(texts(document))
    assert year.results.total.value == Decimal("94.00")
    assert "EIT ได้ ๘๐.๐๐ คะแนน ซึ่งต่ำกว่า ๘๕ คะแนน" in joined
