"""The parts of each kind of document by name, in the order they have while the agency chooses no other."""

from dataclasses import dataclass, replace

ATTACHMENTS = "attachments"


@dataclass(frozen=True)
class KnownPart:
    """`chapter` as in model.Part. `moves`: its place can be chosen; a cover is always first, attachments last."""

    key: str
    name: str
    chapter: str = ""
    moves: bool = True
    is_on: bool = True


COVER = KnownPart("cover", "ปก", moves=False)
PREFACE = KnownPart("preface", "คำนำ", moves=False)
CONTENTS = KnownPart("contents", "สารบัญ", moves=False)
SIGNATURE = KnownPart("signature", "ลายมือชื่อ")
ATTACHED = KnownPart(ATTACHMENTS, "เอกสารแนบ (PDF)", moves=False)
NOT_ATTACHED = replace(ATTACHED, is_on=False)

ANALYSIS = (
    KnownPart("framework", "เครื่องมือและตัวชี้วัด"),
    KnownPart("results", "ผลการประเมินในภาพรวมและกลุ่มเปรียบเทียบ"),
    KnownPart("history", "ผลการประเมินย้อนหลัง"),
    KnownPart("indicators", "ผลการประเมินรายตัวชี้วัดและแผนภูมิ"),
    KnownPart("strengths", "จุดแข็งและจุดที่ต้องพัฒนา"),
    KnownPart("issues", "ผลการประเมินรายข้อ"),
    KnownPart("conclusion", "สรุปผลการวิเคราะห์"),
)
MEASURES = (
    KnownPart("introduction", "ความเป็นมาและผลการประเมิน"),
    KnownPart("measures", "ตารางมาตรการ"),
    KnownPart("limitations", "ข้อจำกัดของหน่วยงาน"),
)
PROGRESS = (
    KnownPart("summary", "บทสรุป"),
    KnownPart("result", "ผลการประเมินก่อนและหลังดำเนินการ"),
    KnownPart("overview", "ภาพรวมการดำเนินการรายมาตรการ"),
    KnownPart("progress", "ตารางผลการดำเนินการ"),
    KnownPart("budget", "งบประมาณ ปัญหาอุปสรรค และข้อเสนอแนะ"),
    SIGNATURE,
)


def chapter(key, name, parts):
    opening = KnownPart(f"chapter-{key}", name)
    return (opening, *(replace(part, key=f"{key}-{part.key}", chapter=opening.key) for part in parts))


KNOWN_PARTS = {
    "analysis": (COVER, PREFACE, CONTENTS, *ANALYSIS, SIGNATURE, NOT_ATTACHED),
    "measures": (COVER, *MEASURES, SIGNATURE, NOT_ATTACHED),
    "progress": (COVER, *PROGRESS, KnownPart("photos", "ภาพกิจกรรม"), ATTACHED),
    "full": (
        COVER,
        PREFACE,
        CONTENTS,
        *chapter("analysis", "ส่วนการวิเคราะห์ผลการประเมิน", ANALYSIS),
        *chapter("measures", "ส่วนมาตรการ", MEASURES),
        *chapter("progress", "ส่วนผลการดำเนินการ", PROGRESS),
        KnownPart("appendix", "ภาคผนวก ภาพกิจกรรม"),
        ATTACHED,
    ),
    "announcement": (
        KnownPart("head", "ตราสัญลักษณ์ ชื่อประกาศ และชื่อเรื่อง", moves=False),
        KnownPart("text", "ข้อความของประกาศ"),
        KnownPart("measures", "รายการมาตรการ"),
        KnownPart("closing", "ข้อความปิดท้าย"),
        SIGNATURE,
        NOT_ATTACHED,
    ),
}
