"""A document with a block of every kind, and all texts of any document, found without knowing the kinds of block."""

from dataclasses import fields, is_dataclass
from decimal import Decimal

from assessments.charts import bar_chart
from reports.documents.model import (
    Cell,
    Chart,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Photos,
    Picture,
    Row,
    Signature,
    Table,
    Under,
    text_cell,
)

# What says how a text is set, or where it belongs, and is never printed.
NOT_PRINTED = {
    "style",
    "align",
    "key",
    "orientation",
    "paging",
    "file",
    "taken_on",
    "kind",
    "numerals",
    "alt",
    "bold",
    "chapter",
}
HARD = "น้ำใจทำได้ ก่ำกึ่ง ปู่ญาติ ฐานข้อมูลทั่วไป กตัญญู <b>&amp;</b> ต่าง ๆ"

GROUPED = Table(
    name="ตารางมาตรการ",
    columns=(
        Column("ประเด็น", 20, group="การนำผลไปสู่การปฏิบัติ"),
        Column("มาตรการ", 20, group="การนำผลไปสู่การปฏิบัติ"),
        Column("ขั้นตอน", 45),
        Column("คะแนน", 15, align="center"),
    ),
    rows=(
        Row((Cell((Paragraph("แก้ไขเร่งด่วน", style="strong"),), span=4),), kind="band"),
        Row(
            (
                text_cell("การใช้อำนาจ"),
                text_cell(HARD),
                Cell((Paragraph("", label="ขั้นตอนหลัก", style="plain"), Listing(("ประชุมบุคลากร", "ติดตามผล")))),
                text_cell("๘๕.๕๐"),
            ),
            under=(Under((Paragraph("รายงานทุกไตรมาส", label="การกำกับติดตาม"),)),),
        ),
        Row((Cell((Paragraph("รวม"),), align="end", span=3), text_cell("๑๐๐")), kind="total"),
    ),
    notes=("คะแนนเต็ม ๑๐๐ คะแนน",),
    roomy=True,
)
PLAIN = Table(
    "ผลย้อนหลัง",
    (Column("ปี", 50, "center"), Column("คะแนน", 50, "center")),
    (Row(tuple(map(text_cell, ("๒๕๖๖", "๙๐.๐๐")))),),
)
CHART = bar_chart(
    "แผนภูมิคะแนน",
    [("การปฏิบัติหน้าที่", Decimal("92.5")), ("การใช้งบประมาณ", Decimal(60), "ต่ำสุด"), ("ยังไม่มีคะแนน", None)],
    label_title="ตัวชี้วัด",
    pass_mark=Decimal(85),
)


def every_block(numerals="thai", *parts):
    """A document with every kind of block, on pages of every kind."""
    return Document(
        kind="full",
        title="รายงานผลการดำเนินการ",
        agency_name="สำนักงานตัวอย่าง เขต ๒",
        fiscal_year=2567,
        numerals=numerals,
        parts=(
            Part(
                "cover",
                (Cover(("รายงาน", "ประจำปี"), "ปี พ.ศ. ๒๕๖๗", "สำนักงานตัวอย่าง เขต ๒", ("กระทรวง",)),),
                paging="none",
            ),
            Part(
                "preface", (Heading("คำนำ"), Paragraph("ข้อความนำ"), Paragraph("ผู้จัดทำ", style="signed")), paging="front"
            ),
            Part("contents", (Heading("สารบัญ"), Contents("สารบัญ")), paging="front"),
            Part("results", _results()),
            Part("plan", (Heading("มาตรการ", 2), GROUPED), orientation="landscape"),
            Part("end", _ending()),
            *parts,
        ),
    )


def _results():
    return (
        PageBreak(),
        Heading("ส่วนที่ ๑\nผลการประเมิน"),
        Heading("ไม่อยู่ในสารบัญ", 2, in_contents=False),
        Paragraph(HARD, label="สรุป"),
        Paragraph("หมายเหตุท้ายเรื่อง", style="note"),
        Listing(("ข้อแรก", "ข้อที่สอง")),
        Listing(("รายการแรก", "รายการที่สอง"), numbered=False),
        KeyFigures((Figure("คะแนนรวม", "๙๑.๒๓", "ระดับ A"), Figure("IIT", "๘๘.๐๐"))),
        Heading("ผลย้อนหลัง", 2),
        PLAIN,
        PLAIN,
        Chart(CHART),
    )


def _ending():
    pictures = (
        Picture("ประชุมครั้งแรก", "one.jpg", date_text="๑ มกราคม ๒๕๖๗"),
        Picture("ยังไม่มีภาพ"),
        Picture("อบรม", "two.jpg"),
    )
    return (
        PageBreak(),
        Heading("ภาพกิจกรรม"),
        Photos(pictures),
        Paragraph("จบรายงาน", style="centred"),
        Signature((("ลงชื่อ", ""), ("(", ")"))),
    )


def texts_in(value):
    """Every text that a reader is to find."""
    if isinstance(value, str):
        yield from [value] if value.strip() else []
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from texts_in(entry)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_PRINTED:
                yield from texts_in(getattr(value, field.name))


def squeezed(text):
    return "".join(text.split())
