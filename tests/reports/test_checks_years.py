"""Other years in what people typed, and that every typed field is read."""

from datetime import date
from time import process_time

import pytest

from reports import checks
from reports.documents.content import PeriodFacts, PhotoFacts
from tests.reports.checked import found, planned, said, subject, written
from tests.reports.samples import assessed, measure, progress


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๕",
            "ปีงบประมาณ 2565 ไม่ใช่ปีของแผน (พ.ศ. 2567) และไม่ใช่ปีที่ประเมิน (พ.ศ. 2566) อาจเป็นข้อความจากปีก่อน",
        ),
        (
            "จัดทำแผนป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ.2566",
            "ปีงบประมาณ 2566 เป็นปีที่ประเมิน ไม่ใช่ปีของแผน (พ.ศ. 2567) อาจเป็นข้อความจากปีก่อน",
        ),
        (
            "ดำเนินการเดือนตุลาคม 2565 - กันยายน 2566",
            "ตุลาคม 2565 และ กันยายน 2566 อยู่นอกปีงบประมาณ พ.ศ. 2567 อาจเป็นข้อความจากปีก่อน",
        ),
        ("อบรมวันที่ 5 ม.ค. 66", "มกราคม 2566 อยู่นอกปีงบประมาณ พ.ศ. 2567 อาจเป็นข้อความจากปีก่อน"),
        ("อบรมวันที่ 5/1/2566", "มกราคม 2566 อยู่นอกปีงบประมาณ พ.ศ. 2567 อาจเป็นข้อความจากปีก่อน"),
        (
            "ประชุมครั้งที่ 2/2565",
            "พ.ศ. 2565 ไม่ใช่ปีของแผน (พ.ศ. 2567) และไม่ใช่ปีที่ประเมิน (พ.ศ. 2566) อาจเป็นข้อความจากปีก่อน",
        ),
        ("ใช้งบประมาณปี พ.ศ. 2569", "พ.ศ. 2569 อยู่หลังปีของแผน (พ.ศ. 2567)"),
        ("ประกาศ No Gift Policy ประจำปี 2568", "ประจำปี 2568 อยู่หลังปีของแผน (พ.ศ. 2567)"),
    ],
)
def test_other_year_in_a_plan_is_told(text, says):
    assert said("other_years", planned(text)) == [says]


@pytest.mark.parametrize(
    "text",
    [
        "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        "ตุลาคม 2566 – กันยายน 2567",
        "ไตรมาสแรก (ต.ค. - ธ.ค. 66)",
        "นำผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566 มาปรับปรุง",
        "ทบทวนแผนของปีงบประมาณ พ.ศ. 2566",
        "พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560",
        "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ และที่แก้ไขเพิ่มเติม (ฉบับที่ 4) พ.ศ. 2564",
        "ยุทธศาสตร์ชาติ พ.ศ. 2561–2580",
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)",
        "คำสั่งที่ 12/2565 ลงวันที่ 3 มีนาคม 2565",
        "จัดทำแผนของปีงบประมาณถัดไป พ.ศ. 2568",
        "รายงานผลภายในเดือนตุลาคม 2567",
        "ผู้เข้าร่วม 2565 คน และเงิน 2,565 บาท",
        "โทรศัพท์ 0-2565-2566",
        "ภาคเรียนที่ 1/2566 ปีการศึกษา 2566",
    ],
)
def test_years_of_the_plan_of_laws_and_of_what_is_looked_back_on_are_not_told(text):
    assert said("other_years", planned(text)) == []


def test_progress_report_that_tells_of_the_assessed_year_is_told():
    checked = written("โครงการในปีงบประมาณ พ.ศ. 2566 เป็นไปตามหลักธรรมาภิบาล", part="summary")

    assert found("other_years", checked) == [
        ("บทสรุป ย่อหน้าที่ 1", "ปีงบประมาณ 2566 เป็นปีที่ประเมิน ไม่ใช่ปีของแผน (พ.ศ. 2567) อาจเป็นข้อความจากปีก่อน")
    ]


def test_progress_report_may_lead_on_to_the_next_year():
    assert said("other_years", written("เรื่องที่ดำเนินการในปีงบประมาณ พ.ศ. 2568", part="summary")) == []


@pytest.mark.parametrize(
    "text",
    [
        "หน่วยงานไม่ได้เผยแพร่ในปีงบประมาณ พ.ศ. 2566",
        "คะแนนเพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2564",
        "ผลย้อนหลัง (พ.ศ. ๒๕๕๘ – ๒๕๖๖)",
        "ปี 2564 ปี 2565 และปี 2566",
    ],
)
def test_analysis_speaks_of_the_assessed_year_and_of_the_trend(text):
    assert said("other_years", written(text)) == []


def test_preface_of_an_older_report_is_told():
    checked = written("นำผลการประเมินประจำปีงบประมาณ พ.ศ. 2564 มาจัดทำมาตรการ")

    assert said("other_years", checked) == [
        "ปีงบประมาณ 2564 ไม่ใช่ปีของแผน (พ.ศ. 2567) และไม่ใช่ปีที่ประเมิน (พ.ศ. 2566) อาจเป็นข้อความจากปีก่อน"
    ]


def test_years_are_read_in_every_field_that_the_document_prints():
    old = "ปีงบประมาณ พ.ศ. 2561"
    one = measure(
        title=old,
        weak_point=old,
        improvement=(old,),
        assessed_points=(old,),
        causes=(old,),
        approach=(old,),
        steps=(old,),
        responsible=(old,),
        monitoring=old,
        limitations=(old,),
        period=PeriodFacts(text=old),
    )
    checked = subject("measures", measures=[one], limitations=(old,))

    assert [where.rpartition(" · ")[2] for where, _ in found("other_years", checked)] == [
        "ชื่อมาตรการ",
        "จุดอ่อน",
        "ประเด็นที่จะพัฒนา 1",
        "ประเด็นการประเมิน 1",
        "สาเหตุ 1",
        "แนวทาง 1",
        "ขั้นตอน 1",
        "ผู้รับผิดชอบ 1",
        "การกำกับติดตาม",
        "ข้อจำกัด 1",
        "ระยะเวลา",
        "ข้อจำกัดของหน่วยงาน 1",
    ]


def test_progress_is_read_in_every_field_that_the_document_prints():
    old = "ปีงบประมาณ พ.ศ. 2561"
    entry = progress(
        activity=old,
        performed=(old,),
        outcomes=(old,),
        budget_source=old,
        obstacles=old,
        suggestions=old,
        period=PeriodFacts(text=old),
    )
    photo = PhotoFacts(old, date(2024, 1, 1), "x.jpg")

    checked = subject("progress", progress=(entry,), photos=(photo,), measures=[measure(title=old)])

    assert [where.rpartition(" · ")[2] for where, _ in found("other_years", checked)] == [
        "ชื่อมาตรการ",
        "กิจกรรม",
        "ผลการดำเนินการ 1",
        "ผลลัพธ์ 1",
        "แหล่งงบประมาณ",
        "ปัญหาอุปสรรค",
        "ข้อเสนอแนะ",
        "ระยะเวลา",
        "คำบรรยาย",
    ]


def test_date_of_a_picture_outside_the_year_is_told():
    photo = PhotoFacts("อบรม", date(2023, 6, 1), "x.jpg")

    checked = subject("progress", progress=(progress(),), photos=(photo,))

    assert said("dates_in_year", checked) == [
        "1 มิถุนายน 2566 อยู่นอกปีงบประมาณ พ.ศ. 2567: ใช้ได้ตั้งแต่ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567"
    ]


def test_later_results_open_their_own_year_for_texts():
    result = assessed({"9": 98}, fiscal_year=2567)

    assert said("other_years", planned("ประเมินซ้ำในปีงบประมาณ พ.ศ. 2567", result=result)) == []


@pytest.mark.parametrize(
    "text",
    [
        "ปีงบประมาณ" + " " * 20_000,
        "สพป." + " " * 20_000 + "เขต",
        "อบต." + "ก" * 20_000,
        "ตัวชี้วัด" + " " * 20_000 + "1",
        "คะแนนรวม 99.99 " * 1_300,
        "o14 แผนการจัดซื้อ" * 1_100,
        "ตุลาคม 2565 – " * 1_400,
        "จังหวัด" * 2_800,
        "ระดับ" + " " * 20_000,
    ],
)
def test_longest_text_that_a_form_takes_is_read_in_little_time(text):
    checked = written(text, text, scores={"9": 95, "10": 90}, other_names=["องค์การบริหารส่วนตำบลพรหมเทพ"])

    began = process_time()
    checks.run(checked)

    assert process_time() - began < 3
