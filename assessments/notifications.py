"""What people are told of: the kinds, how each reaches who has not chosen otherwise, and the words of the letters."""

from dataclasses import dataclass
from datetime import timedelta

AT_ONCE, IN_DIGEST, NO_EMAIL = "now", "digest", "none"
EMAIL_CHOICES = [(AT_ONCE, "ส่งทันที"), (IN_DIGEST, "รวมส่งวันละครั้ง"), (NO_EMAIL, "ไม่ส่ง")]


@dataclass(frozen=True)
class Kind:
    code: str
    name: str
    explanation: str
    email: str = AT_ONCE
    in_portal: bool = True


KINDS = {
    kind.code: kind
    for kind in (
        Kind("submitted", "มีข้อมูลรอพิจารณา", "เจ้าหน้าที่เสนอข้อมูลให้ท่านพิจารณา"),
        Kind("returned", "ส่งกลับให้แก้ไข", "ข้อมูลที่หน่วยงานเสนอถูกส่งกลับพร้อมเหตุผล"),
        Kind("approved", "หัวหน้าหน่วยงานเห็นชอบ", "หัวหน้าหน่วยงานเห็นชอบข้อมูลที่เสนอ"),
        Kind("accepted", "ผู้ดูแลรับข้อมูล", "ผู้ดูแลระดับส่วนกลางรับข้อมูลของหน่วยงาน"),
        Kind("approval_lapsed", "ความเห็นชอบสิ้นผล", "มีการแก้ไขข้อมูลหลังจากที่เห็นชอบแล้ว จึงต้องเสนอใหม่"),
        Kind("comment", "มีความเห็นใหม่", "มีผู้เขียนความเห็นถึงข้อมูลของหน่วยงาน", email=IN_DIGEST),
        Kind("due", "ใกล้ครบกำหนด", "ก่อนปิดรับ 30 วัน 7 วัน และ 1 วัน เมื่อข้อมูลยังไม่ครบ"),
        Kind("overdue", "เลยกำหนด", "วันถัดจากวันปิดรับ แล้วสัปดาห์ละครั้งอีก 4 สัปดาห์ เมื่อข้อมูลยังไม่ครบ"),
        Kind("address_broken", "ที่อยู่เว็บของข้อ OIT เปิดไม่ได้", "ที่อยู่ที่เคยเปิดได้ ตรวจแล้วเปิดไม่ได้สองครั้งติดกัน"),
        Kind("year_opening", "เตรียมปีงบประมาณใหม่", "ตั้งแต่ 1 สิงหาคม เมื่อถึงเวลาเตรียมปีถัดไป"),
    )
}
KIND_CHOICES = [(kind.code, kind.name) for kind in KINDS.values()]

FOOTER = "อีเมลนี้ส่งโดยระบบ ITA สู่มาตรการ โปรดอย่าตอบกลับ เลือกเรื่องที่ต้องการรับได้ที่ {}"
DIGEST_SUBJECT = "สรุปการแจ้งเตือนที่ยังไม่ได้อ่าน {} เรื่อง"

# After the 1st, 2nd, … attempt at a letter that no mail server took; then it is given up, after two days.
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (2, 5, 15, 60, 180, 360, 720, 1440)]


@dataclass(frozen=True)
class Way:
    """How news of a kind reach a person: shown in the portal, and by e-mail at once, in the digest or not at all."""

    in_portal: bool
    email: str

    @property
    def by_email(self):
        return self.email == AT_ONCE

    @property
    def digest(self):
        return self.email == IN_DIGEST


def usual_way(kind: str) -> Way:
    return Way(KINDS[kind].in_portal, KINDS[kind].email)


def letter(text: str, address: str, choices_address: str) -> str:
    """One piece of news as an e-mail; `address` may be empty."""
    parts = [text, address and f"เปิดดูที่ {address}", FOOTER.format(choices_address)]
    return "\n\n".join(part for part in parts if part) + "\n"


def digest(entries, choices_address: str) -> str:
    """`entries` are pairs of a title and an address, which may be empty."""
    lines = [f"- {title}" + (f"\n  {address}" if address else "") for title, address in entries]
    body = "เรื่องที่ท่านยังไม่ได้อ่านในระบบ\n\n" + "\n".join(lines)
    return letter(body, "", choices_address)


def retry_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts; None when it is enough."""
    return RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None
