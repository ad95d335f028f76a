"""The announcement: head, text, measures by name, date and signature."""

from dataclasses import replace
from datetime import date

from reports.documents import build
from reports.documents.composing import Setup
from reports.documents.model import Emblem, Heading, Listing, Paragraph, Signature
from reports.services import draw_pdf
from tests.reports.extraction import by_poppler
from tests.reports.samples import content, measure, texts

MEASURES = [
    measure("m1", title="ยกระดับการเปิดเผยข้อมูล"),
    measure("m2", weak_point="ข้อมูลไม่ครบ"),
    measure("m3", indicator="9"),
]


def test_announcement_names_who_and_what():
    document = build(content(measures=MEASURES), "announcement")

    heading = next(block for block in document.blocks if isinstance(block, Heading))
    assert heading.text == (
        "ประกาศสำนักงานตัวอย่าง\nเรื่อง มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\nประจำปีงบประมาณ พ.ศ. ๒๕๖๗"
    )


def test_announcement_lists_the_measures_by_name():
    document = build(content(measures=MEASURES), "announcement")

    assert Listing(("ยกระดับการเปิดเผยข้อมูล", "ข้อมูลไม่ครบ", "ตัวชี้วัดที่ ๙")) in document.blocks
    assert "รวม ๓ มาตรการ" in document.blocks[2].text


def test_announcement_speaks_of_scores_only_where_there_are_any():
    without = " ".join(texts(build(content(measures=MEASURES), "announcement")))
    scored = " ".join(texts(build(content(measures=MEASURES, scores={"9": 95}), "announcement")))

    assert "ผลการประเมิน" not in without
    assert "มาวิเคราะห์" in scored


def test_announcement_takes_the_agencys_own_words():
    own = {
        "announcement_subject": ("เจตนารมณ์",),
        "announcement": ("**ขอประกาศ** ดังนี้",),
        "announcement_closing": ("จบ",),
    }
    document = build(content(measures=MEASURES, narrative=own), "announcement")

    assert document.blocks[0].text == "ประกาศสำนักงานตัวอย่าง\nเรื่อง เจตนารมณ์"
    assert document.blocks[1] == Paragraph("ขอประกาศ ดังนี้", bold=((0, 8),))
    assert document.blocks[-2] == Paragraph("จบ")


def test_announcement_is_dated_and_signed():
    setup = Setup(signatory_name="นายสมมุติ นามสมมุติ", signatory_position="ผู้อำนวยการ", signed_on=date(2023, 10, 1))
    document = build(content(measures=MEASURES), "announcement", setup=setup)

    assert document.blocks[-1] == Signature(
        (("ประกาศ ณ วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๖",), ("ลงชื่อ", ""), ("(นายสมมุติ นามสมมุติ)",), ("ผู้อำนวยการ",))
    )


def test_announcement_of_one_page_has_no_page_number():
    pages = by_poppler(draw_pdf(build(content(measures=[measure(title="ก")]), "announcement"), about=""))

    assert "๑" not in [line.strip() for line in pages[0].splitlines()]


def test_announcement_and_cover_bear_the_logo():
    bare = content(measures=MEASURES)
    owned = replace(bare, agency=replace(bare.agency, logo="logos/x.png"))

    emblem = Emblem("logos/x.png", "ตราสัญลักษณ์ของสำนักงานตัวอย่าง")
    assert build(owned, "announcement").blocks[0] == emblem
    assert build(owned, "measures").blocks[0].emblem == emblem
    assert build(bare, "measures").blocks[0].emblem is None
