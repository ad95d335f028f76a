"""The columns of the overview as a file, each with what it means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.timezone import get_default_timezone

from assessments.fiscal_year import BUDDHIST_OFFSET
from assessments.frameworks.kinds import KINDS
from reports.models import OverviewRow
from reports.models.overview import INDICATORS, INSTRUMENTS

STAGES = dict(OverviewRow.Stage.choices)
OUTCOMES = {True: "ผ่าน", False: "ไม่ผ่าน", None: ""}
LATE = "เลยกำหนด"
MOMENT = "ปี พ.ศ.-เดือน-วัน และเวลา เรียงลำดับได้ เช่น 2569-01-31 16:20"


@dataclass(frozen=True)
class Column:
    """`value` takes the row as a dict, with `path`, the names of its bodies, and `late`, the steps it is late with."""

    title: str
    meaning: str
    value: Callable[[dict], object]
    is_wide: bool = False


def stored(name):
    return lambda row: row[name]


def moment(name):
    return lambda row: buddhist_moment(row[name])


@lru_cache(maxsize=1024)  # many rows were made at once
def buddhist_moment(at):
    if at is None:
        return ""
    local = at.astimezone(get_default_timezone())
    return f"{local.year + BUDDHIST_OFFSET}-{local:%m-%d %H:%M}"


COLUMNS = (
    Column("รหัสหน่วยงาน", "รหัสของหน่วยงานในระบบนี้ ไม่ซ้ำกัน", stored("agency__code"), True),
    Column("หน่วยงาน", "ชื่อหน่วยงานในปัจจุบัน", stored("name"), True),
    Column("ประเภทหน่วยงาน", "ประเภทตามบัญชีประเภทของระบบ", lambda row: KINDS.get(row["kind"], row["kind"]), True),
    Column("จังหวัด", "จังหวัดที่ตั้ง ว่างหากไม่ได้ระบุ", stored("province"), True),
    Column("สังกัด", "สังกัดจากระดับบนสุดลงมา คั่นด้วย ›", stored("path"), True),
    Column("ปีงบประมาณ", "ปีงบประมาณของแผน (พ.ศ.)", stored("fiscal_year")),
    Column("ขั้นตอน", f"ขั้นตอนไกลที่สุดที่งานของปีไปถึง: {' · '.join(STAGES.values())}", lambda row: STAGES[row["stage"]], True),
    Column("ปีที่ประเมิน", "ปีของผลการประเมินที่แผนนำมาวิเคราะห์ (พ.ศ.) คะแนนทุกคอลัมน์เป็นของปีนี้", stored("assessed_year")),
    Column("คะแนนรวม", "คะแนนรวม 0 ถึง 100 ทศนิยม 2 ตำแหน่ง ว่างหากยังไม่มีผล ไม่ใช่ศูนย์", stored("total")),
    *(Column(code, f"คะแนนเครื่องมือ {code} ว่างหากไม่มีคะแนน", stored(name)) for code, name in INSTRUMENTS.items()),
    *(
        Column(f"ตัวชี้วัดที่ {code}", f"คะแนนตัวชี้วัดที่ {code} ว่างหากไม่มีคะแนน", stored(name))
        for code, name in INDICATORS.items()
    ),
    Column("ระดับ", "ระดับผลการประเมินตามเกณฑ์ของปีที่ประเมิน", stored("level"), True),
    Column("ผลการประเมิน", "ผ่าน หรือ ไม่ผ่าน ตามเกณฑ์ของปีที่ประเมิน ว่างหากยังไม่มีผล", lambda row: OUTCOMES[row["passed"]]),
    Column(
        "คะแนนรวมปีก่อน",
        "คะแนนรวมของปีก่อนปีที่ประเมิน ว่างหากยังไม่มีผลของปีที่ประเมิน หรือไม่มีผลของปีก่อนปีที่ประเมิน",
        stored("previous_total"),
    ),
    Column("เปลี่ยนแปลง", "คะแนนรวมลบด้วยคะแนนรวมปีก่อน ว่างหากไม่มีคะแนนรวมปีใดปีหนึ่ง", stored("change")),
    Column("มาตรการ", "จำนวนมาตรการของปีงบประมาณ", stored("measure_count")),
    Column("มาตรการที่รายงานผล", "จำนวนมาตรการที่มีรายงานผลการดำเนินการแล้ว", stored("reported_count")),
    Column("เอกสารที่เผยแพร่", "จำนวนชนิดเอกสารของปีที่เผยแพร่อยู่", stored("published_count")),
    Column("เผยแพร่มาตรการเมื่อ", f"เวลาที่เผยแพร่ฉบับล่าสุดที่มีมาตรการ: {MOMENT}", moment("plan_published_at"), True),
    Column("เผยแพร่รายงานผลเมื่อ", f"เวลาที่เผยแพร่ฉบับล่าสุดที่มีรายงานผล: {MOMENT}", moment("report_published_at"), True),
    Column("สิ่งที่ขาด", "จำนวนสิ่งที่การตรวจก่อนเผยแพร่พบว่าขาด ว่างหากยังไม่ได้ตรวจหรือยังไม่มีมาตรการ", stored("missing_count")),
    Column("ตรวจเมื่อ", f"เวลาที่ตรวจสิ่งที่ขาดครั้งล่าสุด ว่างหากยังไม่ได้ตรวจ: {MOMENT}", moment("checked_at"), True),
    Column(
        "เลยกำหนด",
        "ช่วงเวลาเปิดรับของขั้นตอนใดปิดแล้วโดยยังทำไม่ครบและไม่ได้รับการผ่อนผัน",
        lambda row: LATE if row["late"] else "",
    ),
    Column(
        "ขั้นตอนที่เลยกำหนด",
        "ขั้นตอนที่เลยกำหนดและวันสุดท้ายที่เปิดรับ นับวันที่ได้รับการผ่อนผันซึ่งสิ้นสุดแล้วด้วย คั่นด้วย ·",
        lambda row: " · ".join(map(str, row["late"])),
        True,
    ),
    Column("ข้อมูล ณ", f"เวลาที่ปรับปรุงข้อมูลของแถวนี้: {MOMENT}", moment("refreshed_at"), True),
)
