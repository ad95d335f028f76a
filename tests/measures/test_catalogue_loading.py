"""A faulty file of the catalogue is refused with the file, the line and what is wrong."""

import shutil

import pytest

from measures.catalogue.faults import UNITS
from measures.catalogue.loading import OWN_FOLDER, CatalogueFaults, load_catalogue

TOPIC = """\
[sources]
own = "เรียบเรียงขึ้นเอง"

[[topics]]
key = "statistics"
title = "สถิติ"
items = { ita-2566 = ["o29"] }
source = "own"
verified = false
causes = ["ไม่มีผู้รับผิดชอบ"]
approaches = ["มอบหมายผู้รับผิดชอบ"]
[[topics.measures]]
title = "เก็บสถิติ"
unit = "legal"
steps = ["จัดทำแบบ"]
monitoring = "รายงานทุกไตรมาส"
outcome = "สถิติครบ"
"""


def faults_of(folder, **files):
    """(file's name, line, message) of each fault of a catalogue with the project's units and these files."""
    if "units" not in files:
        shutil.copy(OWN_FOLDER / UNITS, folder / UNITS)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueFaults) as caught:
        load_catalogue(folder)
    return [(fault.file.name, fault.line, fault.message) for fault in caught.value.faults]


def test_sound_file_is_loaded(tmp_path):
    shutil.copy(OWN_FOLDER / UNITS, tmp_path / UNITS)
    (tmp_path / "one.toml").write_text(TOPIC, encoding="utf-8")

    (topic,) = load_catalogue(tmp_path).topics

    assert (topic.key, topic.items, topic.measures[0].steps) == ("statistics", {"ita-2566": ("o29",)}, ("จัดทำแบบ",))
    assert (topic.source, topic.indicators, topic.kinds) == ("เรียบเรียงขึ้นเอง", (), ())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "สถิติ"\n', "", 4, "ขาด “title”"),
        ("verified = false", 'verified = "no"', 9, "“verified” ต้องเป็นtrue หรือ false"),
        ('source = "own"', 'source = "book"', 8, "ไม่มี “book” ใน [sources]"),
        ('{ ita-2566 = ["o29"] }', "{}", 7, "ต้องตอบข้อหรือตัวชี้วัดอย่างน้อยหนึ่งรายการ"),
        ("verified = false", 'verified = false\nkinds = ["shop"]', 10, "ไม่รู้จักประเภทหน่วยงาน “shop”"),
        ('["ไม่มีผู้รับผิดชอบ"]', "[]", 10, "“causes” ต้องมีอย่างน้อยหนึ่งข้อ"),
        ('unit = "legal"', 'unit = "kitchen"', 14, "ไม่มี “kitchen” ใน units.toml"),
        ('["จัดทำแบบ"]', "[]", 15, "ต้องมีขั้นตอนอย่างน้อยหนึ่งขั้น"),
        ('outcome = "สถิติครบ"\n', "", 12, "ขาด “outcome”"),
    ],
)
def test_fault_is_told_with_its_line(tmp_path, old, new, line, message):
    assert old in TOPIC

    assert faults_of(tmp_path, one=TOPIC.replace(old, new)) == [("one.toml", line, message)]


def test_unknown_key_is_a_fault(tmp_path):
    ((file, line, message),) = faults_of(tmp_path, one=TOPIC.replace("verified", "colour = 1\nverified"))

    assert (file, line) == ("one.toml", 9)
    assert message.startswith("ไม่รู้จัก “colour” ใช้ได้เฉพาะ key, title")


def test_key_of_two_topics_is_a_fault_of_the_second(tmp_path):
    assert faults_of(tmp_path, one=TOPIC, two=TOPIC) == [("two.toml", 5, "key “statistics” มีอยู่แล้วใน one.toml")]


def test_file_that_is_no_toml_is_named(tmp_path):
    ((file, line, message),) = faults_of(tmp_path, one="topics = [")

    assert (file, line) == ("one.toml", 1)
    assert message.startswith("อ่านไฟล์ไม่ได้")


def test_kind_of_agency_without_a_family_is_a_fault(tmp_path):
    units = (OWN_FOLDER / UNITS).read_text(encoding="utf-8").replace('school = ["school"]', "school = []")

    ((file, _, message),) = faults_of(tmp_path, units=units)

    assert (file, message) == (UNITS, "ประเภทหน่วยงาน “school” ต้องเป็นประเภทที่รู้จัก และอยู่ในกลุ่มเดียว")


def test_unit_without_a_name_for_a_family_is_a_fault(tmp_path):
    units = (OWN_FOLDER / UNITS).read_text(encoding="utf-8").replace(', hospital = "งานตรวจสอบภายใน"', "")

    ((file, line, message),) = faults_of(tmp_path, units=units)

    assert (file, message) == (UNITS, "ขาดชื่อของกลุ่มหน่วยงาน “hospital”")
    assert line == units[: units.index('code = "audit"')].count("\n") + 4
