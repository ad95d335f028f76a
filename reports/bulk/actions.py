"""What can be asked for many agencies at once: the one list, in the order in which it is offered."""

from dataclasses import dataclass

from reports.models import BulkRun

REMIND, ACCEPT, OPEN_YEAR, ZIP = (
    BulkRun.Action.REMIND,
    BulkRun.Action.ACCEPT,
    BulkRun.Action.OPEN_YEAR,
    BulkRun.Action.ZIP,
)
SUMMARY_PDF, SUMMARY_DOCX = BulkRun.Action.SUMMARY_PDF, BulkRun.Action.SUMMARY_DOCX


@dataclass(frozen=True)
class Action:
    """`about` says what will happen; `button` is pressed for it; `done` says that it succeeded at one `unit`."""

    code: str
    about: str
    button: str
    done: str
    unit: str = "หน่วยงาน"

    @property
    def name(self):
        return BulkRun.Action(self.code).label


ACTIONS = {
    action.code: action
    for action in (
        Action(
            REMIND,
            "แจ้งเจ้าหน้าที่และหัวหน้าของหน่วยงานที่งานยังไม่ครบว่าขาดอะไร ในระบบ และทางอีเมลแก่ผู้ที่มีที่อยู่อีเมลและเลือกรับ",
            "ส่งคำเตือน",
            "เตือนแล้ว",
        ),
        Action(
            ACCEPT,
            "รับเอกสารที่หัวหน้าหน่วยงานรับรองแล้ว เฉพาะที่เนื้อหาไม่เปลี่ยน ตรวจไม่พบข้อสังเกต และไม่มีความเห็นค้าง",
            "รับเอกสาร",
            "รับแล้ว",
            unit="เอกสาร",
        ),
        Action(OPEN_YEAR, "เปิดปีงบประมาณให้หน่วยงานที่ยังไม่มี ด้วยกรอบการประเมินของปีก่อนหน้า", "เปิดปี", "เปิดปีแล้ว"),
        Action(
            ZIP,
            "รวมเอกสารของทุกหน่วยงานที่เลือกไว้ในไฟล์ ZIP ไฟล์เดียว แยกโฟลเดอร์ตามจังหวัดและหน่วยงาน",
            "เริ่มรวมเอกสาร",
            "รวมแล้ว",
        ),
        Action(SUMMARY_PDF, "จัดทำรายงานสรุปของหน่วยงานที่เลือกเป็น PDF", "จัดทำรายงาน", "อยู่ในรายงาน"),
        Action(SUMMARY_DOCX, "จัดทำรายงานสรุปของหน่วยงานที่เลือกเป็นไฟล์ Word", "จัดทำรายงาน", "อยู่ในรายงาน"),
    )
}
