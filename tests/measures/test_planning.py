"""Planning without a database: the framework is that of 2566, the points are written out."""

from datetime import date
from decimal import Decimal

import pytest

from assessments.analysis import WeakPoint, answering
from assessments.framework_store import get_framework
from measures import planning
from measures.planning import MeasureFacts

FRAMEWORK = get_framework("ita-2566")
O29 = WeakPoint("o29", "ข้อมูลเชิงสถิติเรื่องร้องเรียน", Decimal(0), "9", (7,), "urgent")
O30 = WeakPoint("o30", "การมีส่วนร่วม", Decimal(50), "9", (2,), "urgent")
WHOLE_9 = WeakPoint("9", "การเปิดเผยข้อมูล", Decimal(90), "9", (1, 2, 3, 5, 6, 7), "develop")


def facts(key="m1", **values):
    defaults = {
        "issue": None,
        "indicator": "",
        "items": (),
        "urgency": "urgent",
        "steps": ("ประชุม",),
        "period": "ตุลาคม 2566",
        "responsible": ("กลุ่มอำนวยการ",),
        "monitoring": "รายงานทุกไตรมาส",
    }
    return MeasureFacts(key=key, **{**defaults, **values})


@pytest.mark.parametrize(
    ("values", "answered"),
    [
        ({"items": ("o29",)}, {"o29", "9"}),
        ({"items": ("o29",), "indicator": "9", "issue": 2}, {"o29", "9"}),
        ({"indicator": "9"}, {"o29", "o30", "9"}),
        ({"indicator": "9.5"}, {"o29", "o30", "9"}),
        ({"issue": 7}, {"o29", "9"}),
        ({"indicator": "10"}, set()),
        ({}, set()),
    ],
)
def test_answers_named_items_else_the_whole_indicator_or_issue(values, answered):
    measure = facts(**values)

    found = {point.code for point in (O29, O30, WHOLE_9) if answering.answers(FRAMEWORK, measure, point)}

    assert found == answered


def test_point_to_develop_is_answered_beside_the_items_that_a_measure_of_its_indicator_or_issue_names():
    to_develop = WeakPoint("o28", "ช่องทางแจ้งเรื่องร้องเรียน", Decimal(90), "9", (7,), "develop")

    assert answering.answers(FRAMEWORK, facts(items=("o29",), indicator="9"), to_develop)
    assert answering.answers(FRAMEWORK, facts(items=("o29",), issue=7), to_develop)
    assert not answering.answers(FRAMEWORK, facts(items=("o29",), issue=2), to_develop)


def test_uncovered_keeps_the_order_and_leaves_out_what_is_answered():
    found = answering.uncovered(FRAMEWORK, (O30, O29, WHOLE_9), (facts(items=("o29",)),))

    assert found == (O30,)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"items": ("o1", "o2")}, "ข้อที่ระบุ (o1, o2) ไม่ใช่จุดอ่อนตามผลการประเมิน"),
        ({"indicator": "4"}, "ตัวชี้วัดที่ 4 ไม่มีจุดอ่อนตามผลการประเมิน"),
        ({"issue": 4}, "ประเด็นที่ 4 ไม่มีจุดอ่อนตามผลการประเมิน"),
        ({}, "ยังไม่ได้ระบุข้อ ตัวชี้วัด หรือประเด็นที่มาตรการนี้ตอบ"),
        ({"items": ("o29",)}, ""),
        ({"issue": 4, "urgency": "maintain"}, ""),
    ],
)
def test_why_unanswering_says_the_reason_and_lets_maintain_be(values, reason):
    assert planning.why_unanswering(FRAMEWORK, facts(**values), (O29,)) == reason


def test_items_outside_issue_are_those_that_the_framework_puts_in_another_issue():
    issue_of_o29 = FRAMEWORK.entries["o29"].issues[0]
    other_issue = next(number for number in range(1, 8) if number not in FRAMEWORK.entries["o29"].issues)

    assert planning.items_outside_issue(FRAMEWORK, facts(issue=other_issue, items=("o29", "x1"))) == ("o29",)
    assert planning.items_outside_issue(FRAMEWORK, facts(issue=issue_of_o29, items=("o29",))) == ()
    assert planning.items_outside_issue(FRAMEWORK, facts(issue=None, items=("o29",))) == ()


def test_missing_parts_names_what_is_blank():
    bare = facts(steps=(), period="", responsible=(), monitoring="")

    assert planning.missing_parts(bare) == ("ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "กำกับติดตาม")
    assert planning.missing_parts(facts(period="")) == ("ระยะเวลา",)
    assert planning.missing_parts(facts()) == ()


def test_prevailing_grouping_follows_what_more_measures_name():
    assert planning.prevailing_grouping([]) == "issue"
    assert planning.prevailing_grouping([facts(indicator="9"), facts(indicator="2"), facts(issue=1)]) == "indicator"
    assert planning.prevailing_grouping([facts(indicator="9", issue=1)]) == "issue"


@pytest.mark.parametrize(
    ("start", "end", "faults"),
    [
        (date(2023, 10, 1), date(2024, 9, 30), {}),
        (None, None, {}),
        (date(2024, 1, 1), date(2024, 1, 1), {}),
        (
            date(2023, 9, 30),
            date(2024, 9, 30),
            {"period_start": "30 กันยายน 2566 อยู่นอกปีงบประมาณ พ.ศ. 2567: ใช้ได้ตั้งแต่ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567"},
        ),
        (
            date(2023, 10, 1),
            date(2024, 10, 1),
            {"period_end": "1 ตุลาคม 2567 อยู่นอกปีงบประมาณ พ.ศ. 2567: ใช้ได้ตั้งแต่ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567"},
        ),
        (
            date(2024, 3, 1),
            date(2024, 2, 1),
            {"period_end": "วันสิ้นสุด 1 กุมภาพันธ์ 2567 อยู่ก่อนวันเริ่มต้น 1 มีนาคม 2567"},
        ),
        (date(2024, 3, 1), None, {"period_end": "ระบุทั้งวันเริ่มต้นและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง"}),
    ],
)
def test_period_faults_keep_the_period_inside_the_fiscal_year(start, end, faults):
    assert planning.period_faults(2567, start, end) == faults


def test_next_key_follows_the_highest_number():
    assert planning.next_key("m", []) == "m1"
    assert planning.next_key("m", ["m2", "m10", "plan-a", "m", "mx3"]) == "m11"
