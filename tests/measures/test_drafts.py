"""Which measures are drafted for weak points, and what they hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from assessments.analysis import DEVELOP, URGENT, FindingInput, WeakPoint
from assessments.framework_store import get_framework
from measures.catalogue.drafts import drafts_for, lines_of, point_text, unread, values_of
from measures.catalogue.loading import own_catalogue

FRAMEWORK = get_framework("ita-2566")


def point(code, urgency=URGENT, score=50):
    """The weak point of this code, as the analysis gives it."""
    entry = FRAMEWORK.entries[code]
    issues = getattr(entry, "issues", None)
    if issues is None:
        issues = tuple(sorted({number for item in FRAMEWORK.items_of(code) for number in item.issues}))
    indicator = getattr(entry, "indicator", code)
    return WeakPoint(code, entry.name, Decimal(score), indicator, issues, urgency)


def drafted(*points, grouping="issue", kind="school"):
    return drafts_for(own_catalogue(), FRAMEWORK, kind, grouping, points)


def said(drafts):
    return [(draft.topic.key, [point.code for point in draft.points], draft.issue, draft.indicator) for draft in drafts]


def test_points_of_one_topic_share_a_measure():
    drafts = drafted(point("o1"), point("o29"), point("o3"))

    assert said(drafts) == [
        ("structure-and-authority", ["o1", "o3"], 3, "9"),
        ("complaint-statistics", ["o29"], 7, "9"),
    ]


def test_drafts_come_in_the_order_of_the_plan():
    points = [point("o29"), point("i1"), point("o12"), point("e6")]

    by_issue = [draft.issue for draft in drafted(*points)]
    by_indicator = [draft.indicator for draft in drafted(*points, grouping="indicator")]

    assert (by_issue, by_indicator) == ([1, 1, 3, 7], ["1", "7", "9", "9"])


def test_what_spans_several_issues_is_filed_under_none_of_them_and_comes_last():
    drafts = drafted(point("9"), point("9.3"), point("o29"))

    assert said(drafts) == [
        ("procurement-overall", ["9.3"], 5, "9.3"),
        ("complaint-statistics", ["o29"], 7, "9"),
        ("disclosure-overall", ["9"], None, "9"),
    ]


def test_instrument_that_speaks_for_itself_is_drafted_too():
    whole = replace(point("9"), code="OIT", name="แบบวัด OIT", indicator="")

    (draft,) = drafted(whole)

    assert (draft.topic.key, draft.indicator, draft.issue) == ("disclosure-instrument", "OIT", None)


def test_urgency_is_that_of_the_most_pressing_point_as_the_officer_judged():
    judged = FindingInput(None, "9", ("o1",), "", DEVELOP, (), ())

    (two,) = drafted(point("o1", DEVELOP), point("o3", URGENT))
    (one,) = drafted(replace(point("o1", URGENT), findings=(judged,)))

    assert (two.urgency, one.urgency) == (URGENT, DEVELOP)


def test_values_name_every_point_and_run_the_whole_fiscal_year():
    (draft,) = drafted(point("o1"), point("o3"))

    assert values_of(FRAMEWORK, draft, 2567) == {
        "issue": 3,
        "indicator": "9",
        "urgency": URGENT,
        "title": "ปรับปรุงแผนผังโครงสร้างและสรุปหน้าที่และอำนาจ",
        "weak_point": "o1 โครงสร้าง\no3 อำนาจหน้าที่",
        "monitoring": draft.suggestion.monitoring,
        "period_start": date(2023, 10, 1),
        "period_end": date(2024, 9, 30),
    }


def test_lines_hold_what_is_likely_while_nobody_said_otherwise():
    (draft,) = drafted(point("o29"))

    lines = lines_of(FRAMEWORK, draft, "กลุ่มกฎหมายและคดี")

    assert (lines["item"], lines["responsible"]) == (["o29"], ["กลุ่มกฎหมายและคดี"])
    assert lines["cause"] == list(draft.topic.causes)
    assert lines["step"] == list(draft.suggestion.steps)
    assert lines["improvement"] == [draft.suggestion.outcome]


def test_lines_hold_what_the_officer_found_out_instead_of_what_is_likely():
    finding = FindingInput(None, "9", ("o29",), "", URGENT, ("ผู้จัดทำย้าย",), ("สอนงานผู้รับต่อ",))
    (draft,) = drafted(replace(point("o29"), findings=(finding, finding)))

    lines = lines_of(FRAMEWORK, draft, "")

    assert (lines["cause"], lines["approach"]) == (["ผู้จัดทำย้าย"], ["สอนงานผู้รับต่อ"])
    assert lines["responsible"] == []


def test_point_without_a_known_wording_is_named_by_its_indicator():
    assert point_text(FRAMEWORK, point("i3")) == "i3 ในตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"
    assert point_text(FRAMEWORK, point("o29")).startswith("o29 ข้อมูลเชิงสถิติ")


def test_nothing_weak_drafts_nothing():
    assert drafted() == ()


def test_unread_tells_the_keys_of_drafts():
    measures = [SimpleNamespace(key="m1", is_draft=True), SimpleNamespace(key="m2", is_draft=False)]

    assert unread(measures) == ("m1",)
