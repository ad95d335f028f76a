"""Checks of the progress report and of dates given as dates."""

from datetime import date

from reports.documents.content import PeriodFacts, PhotoFacts
from tests.reports.checked import found, places, subject
from tests.reports.samples import measure, progress


def test_measure_that_nobody_reported_on_leads_to_a_new_entry():
    measures = [measure("m1", title="หนึ่ง"), measure("m2", title="สอง")]
    entries = (progress(measure=measures[0], performed=("ทำแล้ว",)), progress("p2", measure=measures[1]))

    checked = subject("progress", measures=measures, progress=entries)

    assert found("results_reported", checked) == [("มาตรการ m2 “สอง”", "ยังไม่มีผลการดำเนินการ")]
    assert places("results_reported", checked) == [("new-entry", "m2", "")]


def test_blank_answers_of_an_entry_are_faults_and_none_written_out_is_an_answer():
    blank = progress("p1", activity="อบรม", performed=("อบรมแล้ว",))
    told = progress("p2", activity="ประชุม", outcomes=("ครบ",), budget_amount=0, obstacles="ไม่มี", suggestions="ไม่มี")

    checked = subject("progress", progress=(blank, told))

    where = "ผลการดำเนินการ p1 “อบรม”"
    assert found("outcomes", checked) == [(where, "ยังไม่มีผลผลิตหรือผลลัพธ์")]
    assert found("budget", checked) == [(where, "ยังไม่ระบุงบประมาณ")]
    assert found("obstacles", checked) == [(where, "ยังไม่ระบุปัญหาและอุปสรรค")]
    assert found("suggestions", checked) == [(where, "ยังไม่ระบุข้อเสนอแนะ")]


def test_picture_without_file_and_picture_of_another_year_are_told():
    checked = subject("progress", photos=(PhotoFacts("ภาพอบรม", date(2023, 6, 1)),))

    assert found("pictures", checked) == [("ภาพกิจกรรมที่ 1", "“ภาพอบรม” ยังไม่มีไฟล์ภาพ เอกสารจะแจ้งว่ายังไม่ได้แนบ")]


def test_period_outside_the_fiscal_year_is_told():
    late = PeriodFacts(date(2023, 10, 1), date(2024, 10, 31))

    checked = subject("measures", measures=[measure(title="มาตรการ", period=late)])

    assert found("dates_in_year", checked) == [
        (
            "มาตรการ m1 “มาตรการ”",
            "31 ตุลาคม 2567 อยู่นอกปีงบประมาณ พ.ศ. 2567: ใช้ได้ตั้งแต่ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567",
        )
    ]
    assert places("dates_in_year", checked) == [("measure", "m1", "period_end")]
