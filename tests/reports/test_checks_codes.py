"""Codes beside names in what people typed."""

import pytest

from assessments.framework_store import get_framework
from tests.reports.checked import found, places, said, subject, written
from tests.reports.samples import measure


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "ตัวชี้วัดที่ ๓ การใช้งบประมาณ",
            "“การใช้งบประมาณ” เป็นชื่อของตัวชี้วัดที่ 2 ในการประเมินปี 2566 ส่วนตัวชี้วัดที่ 3 คือ “การใช้อำนาจ”",
        ),
        (
            "๐๑๔ แผนการจัดซื้อจัด จ้างหรือแผนการจัดหาพัสดุ",
            "“แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ” เป็นชื่อของข้อ o19 ในการประเมินปี 2566 ส่วนข้อ o14 คือ “คู่มือหรือมาตรฐานการปฏิบัติงาน”",
        ),
        (
            "คู่มือหรือมาตรฐานการให้บริการ (O14)",
            "“คู่มือหรือมาตรฐานการให้บริการ” เป็นชื่อของข้อ o15 ในการประเมินปี 2566 ส่วนข้อ o14 คือ “คู่มือหรือมาตรฐานการปฏิบัติงาน”",
        ),
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (EIT)", "“ผู้มีส่วนได้ส่วนเสียภายใน” คือ IIT ไม่ใช่ EIT"),
        (
            "ผู้มีส่วนได้ส่วนเสียภายนอก (Internal Integrity and Transparency Assessment: IIT)",
            "“ผู้มีส่วนได้ส่วนเสียภายนอก” คือ EIT ไม่ใช่ IIT",
        ),
    ],
)
def test_code_beside_the_name_of_another_is_told(text, says):
    assert said("codes_in_text", written(text)) == [says]


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ",
        "ตัวชี้วัดย่อยที่ 9.2 คู่มือหรือมาตรฐานการปฏิบัติงาน",
        "ตัวชี้วัดที่ 9 คู่มือหรือมาตรฐานการปฏิบัติงาน",
        "o14 คู่มือหรือมาตรฐานการปฏิบัติงาน",
        "o29 การเปิดเผยข้อมูลยังไม่ครบ",
        "ตัวชี้วัดที่ 1–5 การใช้งบประมาณ",
        "โทร. 02-555 แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ",
        "ผู้มีส่วนได้ส่วนเสียภายใน (IIT) และผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
    ],
)
def test_code_beside_its_own_name_or_beside_none_is_not_told(text):
    assert said("codes_in_text", written(text)) == []


def test_code_may_have_its_meaning_of_the_plans_own_year():
    manual_of_2567 = get_framework("ita-2567").entries["o10"].name

    assert said("codes_in_text", written(f"o10 {manual_of_2567}")) == []


def test_success_factors_of_one_instrument_that_speak_of_another_are_told():
    checked = written("ผู้มีส่วนได้ส่วนเสียภายนอกเชื่อมั่น", part="strength_factors.IIT")

    assert found("codes_in_text", checked) == [("ปัจจัยความสำเร็จ IIT ย่อหน้าที่ 1", "เป็นส่วนของ IIT แต่ข้อความกล่าวถึง EIT")]


def test_words_of_a_measure_are_read_with_their_place():
    checked = subject("measures", measures=[measure(title="ทดสอบ", steps=("ดู", "ทบทวนตัวชี้วัดที่ 3 การใช้งบประมาณ"))])

    assert [where for where, _ in found("codes_in_text", checked)] == ["มาตรการ m1 “ทดสอบ” · ขั้นตอน 2"]
    assert places("codes_in_text", checked) == [("measure", "m1", "steps")]
