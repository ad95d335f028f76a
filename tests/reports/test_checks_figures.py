"""Scores and levels in what people typed, against the scores entered."""

from decimal import Decimal

import pytest

from assessments.analysis import PastYear
from assessments.framework_store import get_framework
from tests.reports.checked import said, written
from tests.reports.samples import assessed

# Ten indicators of 2566 whose total is 94.60.
SCORES = {"1": 95, "2": 90, "3": 95, "4": 90, "5": 95, "6": 96, "7": 94, "8": 95, "9": 96, "10": 95}
LAST = {code: Decimal(90) for code in SCORES}


def year_before(total, indicators=LAST):
    return PastYear(2565, total and Decimal(str(total)), indicators, get_framework("ita-2565"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖ ได้คะแนนรวม ๙๓.๑๗ คะแนน", "เขียนว่าคะแนนรวม ได้ 93.17 แต่คะแนนที่กรอกไว้ของปี 2566 คือ 94.60"),
        (
            "ผลการประเมิน ปีงบประมาณ พ.ศ. 2566 ได้คะแนน 90.00",
            "เขียนว่าคะแนนรวม ได้ 90.00 แต่คะแนนที่กรอกไว้ของปี 2566 คือ 94.60 ซึ่งเท่ากับของปี 2565 พอดี",
        ),
        ("ผลการประเมิน ปีงบประมาณ พ.ศ. 2567 ได้คะแนน 90.00", "เขียนว่าคะแนนรวม ได้ 90.00 ของปี 2567 ซึ่งเท่ากับของปี 2565 พอดี"),
        ("ตัวชี้วัดที่ 2 ได้ 88.69", "เขียนว่าตัวชี้วัดที่ 2 ได้ 88.69 แต่คะแนนที่กรอกไว้ของปี 2566 คือ 90.00"),
        (
            "ตัวชี้วัดที่ ๑-๕ ได้คะแนนเท่ากับ ๑๐๐ (เป็นคะแนนที่ได้ทำการคูณค่าน้ำหนักแล้ว)",
            "เขียนว่าคะแนนถ่วงน้ำหนัก 100 แต่คะแนนหลังถ่วงน้ำหนักคือ IIT 27.90, EIT 28.50, OIT 38.20",
        ),
        ("ได้ 96.04 คะแนน อยู่ในระดับ A", "คะแนน 96.04 เขียนว่าระดับ A แต่ตามเกณฑ์คือ AA"),
        ("ตัวชี้วัดที่ 6 ได้ 96.00 (A)", "คะแนน 96.00 เขียนว่าระดับ A แต่ตามเกณฑ์คือ AA"),
        ("ระดับ A (95.67)", "คะแนน 95.67 เขียนว่าระดับ A แต่ตามเกณฑ์คือ AA"),
        ("ได้ 94.60 คะแนน ระดับผ่านดี", "คะแนน 94.60 เขียนว่าระดับ ผ่านดี แต่ตามเกณฑ์คือ A"),
    ],
)
def test_score_or_level_in_a_text_that_contradicts_the_scores_is_told(text, says):
    checked = written(text, scores=SCORES, history=(year_before(None),))

    assert said("figures_in_text", checked) == [says]


@pytest.mark.parametrize(
    "text",
    [
        "ปีงบประมาณ พ.ศ. 2566 ได้คะแนนรวม 94.60 คะแนน ระดับ A",
        "ปีงบประมาณ พ.ศ. 2565 ได้คะแนนรวม 90.00",
        "คะแนนรวมเป้าหมาย 95.00",
        "ตัวชี้วัดที่ 2 เพิ่มขึ้น 4.25",
        "ผู้รับบริการพึงพอใจร้อยละ 92.50",
        "IIT ได้คะแนนหลังถ่วงน้ำหนัก 27.90",
        "เกณฑ์ 85.00 คะแนน ระดับ A",
        "งบประมาณ 12,500.50 บาท",
        "ประชุมเวลา 13.30 น. ระดับอำเภอ",
    ],
)
def test_score_or_level_in_a_text_that_fits_or_is_no_score_is_not_told(text):
    assert said("figures_in_text", written(text, scores=SCORES, history=(year_before(None),))) == []


def test_claimed_result_is_told_while_no_later_result_is_entered():
    claim = written("คะแนน OIT ตัวชี้วัดที่ ๑๐ เท่ากับร้อยละ ๑๐๐", part="summary", scores=SCORES)

    assert said("figures_in_text", claim) == [
        "เขียนว่าตัวชี้วัดที่ 10 ได้ 100 แต่คะแนนที่กรอกไว้ของปี 2566 คือ 95.00 และยังไม่ได้กรอกผลการประเมินหลังดำเนินการ"
    ]


def test_level_of_the_newer_scale_may_be_held_down_by_an_instrument():
    result = assessed({"1": 96}, fiscal_year=2567)

    assert said("figures_in_text", written("ปี 2567 ได้ 96.00 ระดับผ่านดี", scores=SCORES, result=result)) == []
    assert said("figures_in_text", written("ปี 2567 ได้ 86.00 ระดับผ่านดีเยี่ยม", scores=SCORES, result=result)) == [
        "คะแนน 86.00 เขียนว่าระดับ ผ่านดีเยี่ยม แต่ตามเกณฑ์คือ ผ่านดี หรือ ผ่าน"
    ]
