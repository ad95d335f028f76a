"""A document as the agency wants it."""

from datetime import date

import pytest

from reports import documents
from reports.documents.composing import Setup, arrangement, compose, moved
from reports.documents.content import AttachmentFacts, PhotoFacts
from reports.documents.model import AttachedPages, Cover, Document, Heading, Part, Signature
from reports.documents.parts import KNOWN_PARTS
from tests.reports.samples import WHOLE_YEAR, content, measure, progress

FULL = content(
    scores={"9": 95, "10": 100, "o29": 0},
    measures=[measure(title="มาตรการ", steps=("ประชุม",), assessed_points=("ความครบถ้วน",))],
    progress=(progress(activity="กิจกรรม", performed=("จัดแล้ว",), period=WHOLE_YEAR),),
    limitations=("คนน้อย",),
    photos=(PhotoFacts("ภาพ", None, "x.jpg"),),
    attachments=(AttachmentFacts("คำสั่งแต่งตั้ง", 3, "a.pdf"),),
)
TABLES_ACROSS = Document(
    "measures",
    "เอกสาร",
    "หน่วยงาน",
    2567,
    "thai",
    (
        Part("cover", (Cover((), "", "", ()),), paging="none"),
        Part("introduction", (Heading("นำ"),)),
        Part("measures", (Heading("ตาราง"),), "landscape"),
        Part("limitations", (Heading("ข้อจำกัด"),), continues=True),
        Part("signature", (Signature((("ลงชื่อ", ""),)),), continues=True),
    ),
)


def pages(document):
    return [
        (part.orientation, [block.text for block in part.blocks if isinstance(block, Heading)])
        for part in document.parts
    ]


def off(kind, *keys):
    return Setup(parts=tuple((part.key, part.key not in keys) for part in KNOWN_PARTS[kind]))


def chapters(document):
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.text.startswith("ส่วนที่")]


@pytest.mark.parametrize("kind", documents.BUILDERS)
def test_every_part_that_a_builder_makes_is_known(kind):
    known = {part.key for part in KNOWN_PARTS[kind]}

    assert {part.key for part in documents.BUILDERS[kind](FULL).parts} <= known


@pytest.mark.parametrize("kind", documents.BUILDERS)
def test_all_known_parts_switched_on_in_the_usual_order_is_the_usual_document(kind):
    usual = Setup(parts=tuple((part.key, part.is_on) for part in KNOWN_PARTS[kind]))

    assert documents.build(FULL, kind, setup=usual) == documents.build(FULL, kind)


def test_part_switched_off_is_gone():
    document = compose(TABLES_ACROSS, off("measures", "cover", "introduction"))

    assert pages(document) == [("landscape", ["ตาราง", "ข้อจำกัด"])]


def test_parts_come_in_the_order_chosen_and_a_cover_stays_first():
    order = ("signature", "measures", "introduction", "limitations", "cover")
    document = compose(TABLES_ACROSS, Setup(parts=tuple((key, True) for key in order)))

    assert [part.key for part in document.parts] == ["cover", "signature", "measures", "introduction"]
    assert pages(document)[-1] == ("portrait", ["นำ", "ข้อจำกัด"])


def test_part_that_continues_takes_the_pages_of_the_part_before_it():
    assert pages(compose(TABLES_ACROSS, Setup())) == [
        ("portrait", []),
        ("portrait", ["นำ"]),
        ("landscape", ["ตาราง", "ข้อจำกัด"]),
    ]


def test_part_that_the_choice_does_not_know_stands_behind_its_usual_neighbour():
    setup = Setup(parts=(("measures", True), ("signature", True), ("introduction", True), ("gone", True)))
    document = compose(TABLES_ACROSS, setup)

    assert pages(document) == [("portrait", []), ("landscape", ["ตาราง", "ข้อจำกัด"]), ("portrait", ["นำ"])]


def test_chapters_are_numbered_as_they_are_shown():
    usual = documents.build(FULL, "full")
    without = documents.build(FULL, "full", setup=off("full", "chapter-analysis"))

    assert [text.split("\n")[0] for text in chapters(usual)] == ["ส่วนที่ ๑", "ส่วนที่ ๒", "ส่วนที่ ๓"]
    assert chapters(without) == [f"ส่วนที่ ๑\n{documents.measures.TITLE}", f"ส่วนที่ ๒\n{documents.progress.TITLE}"]


def test_chapter_without_parts_is_left_out():
    keys = [part.key for part in KNOWN_PARTS["full"] if part.chapter == "chapter-measures"]

    assert len(chapters(documents.build(FULL, "full", setup=off("full", *keys)))) == 2


def test_chapter_opens_on_the_pages_of_its_first_part():
    keys = ["measures-introduction"]
    document = documents.build(FULL, "full", setup=off("full", *keys))

    opening = next(part for part in document.parts if part.key == "chapter-measures")
    assert opening.orientation == "landscape"
    assert [block.level for block in opening.blocks if isinstance(block, Heading)][:2] == [1, 2]


def test_layout_of_each_table_is_chosen_apart():
    setup = Setup(layouts={"measures": "indicator", "progress": "progress-4"})
    titles = [[column.title for column in table.columns] for table in documents.build(FULL, "full", setup=setup).tables]

    assert any("ประเด็นการประเมิน" in columns for columns in titles)
    assert any("ระยะเวลาดำเนินการ" in columns for columns in titles)


def test_layout_asked_for_once_wins_and_one_that_is_gone_is_passed_over():
    once = documents.build(FULL, "measures", "urgency", Setup(layouts={"measures": "indicator"}))
    gone = documents.build(FULL, "measures", setup=Setup(layouts={"measures": "of-last-year"}))

    assert once == documents.build(FULL, "measures", "urgency")
    assert gone == documents.build(FULL, "measures")


def test_signatory_stands_in_place_of_the_dots():
    setup = Setup(signatory_name="นางสาวสมมุติ นามสมมุติ", signatory_position="ผู้อำนวยการ", signed_on=date(2023, 10, 1))
    document = documents.build(FULL, "measures", setup=setup)

    (block,) = (block for block in document.blocks if isinstance(block, Signature))
    assert block.lines == (("ลงชื่อ", ""), ("(นางสาวสมมุติ นามสมมุติ)",), ("ผู้อำนวยการ",), ("วันที่ ๑ ตุลาคม ๒๕๖๖",))


def test_signatory_that_is_not_known_leaves_dots():
    (block,) = (block for block in documents.build(FULL, "measures").blocks if isinstance(block, Signature))

    assert block.lines == (("ลงชื่อ", ""), ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", ""))


def test_attachments_are_announced_at_the_end_where_they_belong():
    last = documents.build(FULL, "full").parts[-1]

    assert (last.key, last.blocks[1]) == ("attachments", Heading("ภาคผนวก: คำสั่งแต่งตั้ง"))
    assert last.blocks[2] == AttachedPages("a.pdf", "เอกสารแนบ ๓ หน้า")
    assert "attachments" not in [part.key for part in documents.build(FULL, "analysis").parts]


def test_arrangement_lists_chapters_with_their_parts():
    setup = Setup(parts=(("chapter-progress", True), ("progress-budget", False), ("chapter-measures", True)))
    listed = [(part.key, is_on) for part, is_on in arrangement("full", setup)]

    assert sorted(key for key, _ in listed) == sorted(part.key for part in KNOWN_PARTS["full"])
    inner = [key for key, _ in listed][
        listed.index(("chapter-progress", True)) : listed.index(("chapter-measures", True))
    ]
    assert [key for key in inner if key.startswith("measures")] == []
    assert ("progress-budget", False) in listed
    assert "progress-budget" in inner
    assert listed[-1] == ("attachments", True)


PARTS = tuple((part.key, True) for part in KNOWN_PARTS["measures"])


@pytest.mark.parametrize(
    ("key", "step", "expected"),
    [
        ("measures", -1, ["cover", "measures", "introduction", "limitations", "signature", "attachments"]),
        ("measures", 1, ["cover", "introduction", "limitations", "measures", "signature", "attachments"]),
        ("introduction", -1, [key for key, _ in PARTS]),
        ("signature", 1, [key for key, _ in PARTS]),
        ("cover", 1, [key for key, _ in PARTS]),
        ("unknown", 1, [key for key, _ in PARTS]),
    ],
)
def test_moving_a_part_swaps_it_with_its_neighbour(key, step, expected):
    assert [each for each, _ in moved(PARTS, "measures", key, step)] == expected


def test_moving_a_chapter_passes_a_whole_chapter():
    parts = tuple((part.key, True) for part in KNOWN_PARTS["full"])

    setup = Setup(parts=moved(parts, "full", "chapter-measures", -1))
    assert [text.split("\n")[1] for text in chapters(documents.build(FULL, "full", setup=setup))][:2] == [
        documents.measures.TITLE,
        documents.analysis.TITLE,
    ]
