"""Texts that stand twice in a year or word for word in the year before."""

import pytest

from reports.checks import LastYear, repeats
from tests.reports.checked import found, planned, said, subject, written
from tests.reports.samples import finding, measure, progress

LONG = "จัดประชุมชี้แจงแนวทางการเผยแพร่ข้อมูลสาธารณะแก่เจ้าหน้าที่ทุกกลุ่มงานในสังกัด"


def test_same_line_twice_in_one_list_is_told():
    assert found("said_twice", planned("ประชุม", "สรุป", "ประชุม ")) == [
        ("มาตรการ m1 “มาตรการทดสอบ” · ขั้นตอน 3", "ซ้ำกับ ขั้นตอน 1 ทุกคำ")
    ]


def test_measures_with_the_same_steps_or_titles_are_told():
    first, again = measure("m1", title="หนึ่ง", steps=(LONG,)), measure("m2", title="หนึ่ง", steps=(LONG,))

    assert said("said_twice", subject("measures", measures=[first, again])) == [
        "ขั้นตอนทั้งหมดซ้ำกับมาตรการ m1 ทุกคำ",
        "ชื่อซ้ำกับมาตรการ m1 ทุกคำ",
    ]


def test_weak_point_that_two_items_share_word_for_word_is_told():
    first = measure("m1", title="ก", items=("i2",), weak_point="ได้คะแนน 90.00 น้อยที่สุด")
    again = measure("m2", title="ข", items=("i11",), weak_point="ได้คะแนน ๙๐.๐๐ น้อยที่สุด")
    same_item = measure("m3", title="ค", items=("i2",), weak_point="ได้คะแนน 90.00 น้อยที่สุด")

    assert found("said_twice", subject("measures", measures=[first, again])) == [
        ("มาตรการ m2 “ข”", "จุดอ่อนซ้ำกับมาตรการ m1 ซึ่งตอบคนละเรื่อง")
    ]
    assert said("said_twice", subject("measures", measures=[first, same_item])) == []


def test_short_steps_that_measures_share_are_not_told():
    measures = [measure(key, title=key, steps=("ประชุม", "รายงานผล")) for key in ("m1", "m2")]

    assert said("said_twice", subject("measures", measures=measures)) == []


def test_entries_and_findings_that_say_the_same_are_told():
    entries = (progress("p1", performed=(LONG,)), progress("p2", performed=(LONG,)))
    findings = [finding(indicator="9", causes=(LONG,)), finding(indicator="10", causes=(LONG,))]

    assert said("said_twice", subject("progress", progress=entries)) == ["ผลการดำเนินการและผลลัพธ์ซ้ำกับ p1 ทุกคำ"]
    assert said("said_twice", subject("analysis", findings=findings)) == ["สาเหตุซ้ำกับผลการวิเคราะห์ ตัวชี้วัดที่ 9 ทุกคำ"]


def last_year(sort, *texts):
    return LastYear(2566, {sort: {repeats.long_key(*texts): "มาตรการ m4"}})


def test_measure_with_last_years_title_and_steps_is_told():
    checked = planned(LONG, "สรุป", last_year=last_year(repeats.MEASURE, "มาตรการทดสอบ", LONG, "สรุป"))

    assert found("as_last_year", checked) == [("มาตรการ m1 “มาตรการทดสอบ”", "เหมือนข้อความของปี 2566 ทุกคำ (มาตรการ m4)")]


def test_measure_with_one_new_step_is_not_told():
    assert found("as_last_year", planned(LONG, "ใหม่", last_year=last_year(repeats.MEASURE, "มาตรการทดสอบ", LONG))) == []


@pytest.mark.parametrize("field", ["performed", "outcomes"])
def test_result_with_last_years_words_is_told_whatever_blanks_and_digits(field):
    entry = progress(activity="อบรม", **{field: (f"{LONG} 12 คน",)})

    checked = subject("progress", progress=(entry,), last_year=last_year(repeats.DONE, f" {LONG}  ๑๒ คน "))

    assert said("as_last_year", checked) == ["เหมือนข้อความของปี 2566 ทุกคำ (มาตรการ m4)"]


def test_own_paragraph_of_last_year_is_told_and_a_short_one_is_not():
    assert said("as_last_year", written(LONG, "ไม่มี", last_year=last_year(repeats.NARRATIVE, LONG))) == [
        "เหมือนข้อความของปี 2566 ทุกคำ (มาตรการ m4)"
    ]


def test_without_a_year_before_nothing_is_compared():
    assert found("as_last_year", planned(LONG)) is None
