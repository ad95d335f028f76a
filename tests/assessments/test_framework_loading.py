"""Each fault of a framework file is told once, with its line and what is allowed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assessments.frameworks import Predecessor, Provenance
from assessments.frameworks.kinds import KINDS
from assessments.frameworks.loading import FrameworkFaults, check_file, check_folder, load_folder, load_framework
from tests.assessments.small_framework import SMALL

LEVELS = """\
levels = [
  { code = "good", name = "ผ่าน", total_min = 85, instrument_min = 85, passed = true },
  { code = "weak", name = "ไม่ผ่าน", total_min = 0, passed = false },
]
"""


def written(folder, text, name="ita-2566.toml"):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text)
    return path


def told(path):
    """(line's text, message) of each fault of the file."""
    lines = path.read_text().splitlines()
    return [(lines[fault.line - 1].strip(), fault.message) for fault in check_file(path)]


def test_small_framework_has_no_fault(tmp_path):
    path = written(tmp_path, SMALL)

    assert check_file(path) == []


FAULTS = {
    "required key missing": ("pass_mark = 85\n", "", 'code = "ita-2566"', "ขาด “pass_mark”"),
    "required key of a row missing": ('name = "ประเด็นแรก"\n', "", "[[issues]]", "ขาด “name”"),
    "required key of an inline table missing": (
        ', text = "ระยะเวลา"', "",
        '{ code = "period", source = "handbook", verified = false },', "ขาด “text”",
    ),
    "table missing": (
        '[year_map]\nsource = "handbook"\nverified = false\n', "",
        'code = "ita-2566"', "ต้องมีตาราง [year_map]",
    ),
    "array of tables missing": (
        '[[issues]]\nnumber = 1\nname = "ประเด็นแรก"\nsource = "handbook"\nverified = true\n', "",
        'code = "ita-2566"', "ต้องมีตาราง [[issues]]",
    ),
    "array of tables written as a table": (
        "[[issues]]", "[issues]", "[issues]", "ต้องมีตาราง [[issues]]",
    ),
    "unknown key": (
        "number = 1", "number = 1\nweight = 3",
        "weight = 3", "ไม่รู้จัก “weight” ใช้ได้เฉพาะ number, name, source, verified",
    ),
    "unknown key of an inline table": (
        'text = "ขั้นตอน", source', 'text = "ขั้นตอน", note = "x", source',
        '{ code = "steps", text = "ขั้นตอน", note = "x", source = "handbook", verified = false },',
        "ไม่รู้จัก “note” ใช้ได้เฉพาะ code, text, source, verified",
    ),
    "wrong type": ("agencies = 8323", 'agencies = "8323"', 'agencies = "8323"', "“agencies” ต้องเป็นจำนวนเต็ม"),
    "truth value as a number": ("number = 1", "number = true", "number = true", "“number” ต้องเป็นจำนวนเต็ม"),
    "number out of range": ("pass_mark = 85", "pass_mark = 101", "pass_mark = 101", "“pass_mark” ต้องเป็นจำนวน 0–100"),
    "not a number": ("tolerance = 0.02", "tolerance = nan", "tolerance = nan", "“tolerance” ต้องเป็นจำนวน"),
    "empty text": ('name = "กรอบทดสอบ"', 'name = " "', 'name = " "', "“name” ต้องเป็นข้อความที่ไม่ว่าง"),
    "wrong choice": (
        'kind = "progress"', 'kind = "report"', 'kind = "report"', "“kind” ต้องเป็นหนึ่งใน measures, progress",
    ),
    "wrong part": (
        'IIT = "announced"', 'IIT = "guess"',
        'indicator_from = { IIT = "guess", OIT = "sub_indicators" }',
        "“indicator_from” ต้องเป็นตารางแบบวัด = ค่า โดยค่าเป็นหนึ่งใน sub_indicators, items, announced",
    ),
    "list of tables as text": (
        'components = [{ code = "outcomes", text = "ผลลัพธ์", source = "handbook", verified = false }]',
        'components = "ผลลัพธ์"', 'components = "ผลลัพธ์"',
        "“components” ต้องเป็นรายการของตาราง { code, text, source, verified }",
    ),
    "code of another year": (
        "fiscal_year = 2566", "fiscal_year = 2567",
        'code = "ita-2566"', "รหัส “ita-2566” ต้องเป็น ita- ตามด้วยปีงบประมาณ คือ “ita-2567”",
    ),
    "code twice": (
        "[year_map]", "".join(SMALL.partition('[[items]]\ncode = "o1"')[0].partition("[[items]]")[1:])
        .replace('code = "i1"', 'code =  "i1"') + "[year_map]",
        'code = "i1"', "รหัส “i1” ซ้ำ",
    ),
    "issue twice": (
        "[level_scale]", '[[issues]]\nname = "ซ้ำ"\nnumber =  1\nsource = "handbook"\nverified = true\n\n[level_scale]',
        "number =  1", "ประเด็นที่ 1 ซ้ำ",
    ),
    "unknown kind": (
        'kinds = ["department"]', 'kinds = ["department", "club"]',
        'kinds = ["department", "club"]', f"ไม่รู้จักประเภทหน่วยงาน “club” ใช้ได้เฉพาะ {', '.join(KINDS)}",
    ),
    "unknown source": (
        'text = "ระยะเวลา", source = "handbook"', 'text = "ระยะเวลา", source = "rumour"',
        '{ code = "period", text = "ระยะเวลา", source = "rumour", verified = false },',
        "ไม่มีแหล่งข้อมูล “rumour” ในตาราง [sources]",
    ),
    "unknown source of an issue map": (
        'issues_source = "handbook"\nissues_verified = true', 'issues_source = "rumour"\nissues_verified = true',
        'issues_source = "rumour"', "ไม่มีแหล่งข้อมูล “rumour” ในตาราง [sources]",
    ),
    "indicator of an unknown instrument": (
        'name = "การปฏิบัติหน้าที่"\ninstrument = "IIT"', 'name = "การปฏิบัติหน้าที่"\ninstrument = "XIT"',
        'instrument = "XIT"', "1: ไม่มี instrument “XIT” ใช้ได้เฉพาะ IIT, OIT",
    ),
    "item of an unknown sub-indicator": (
        'name = "มาตรการ"\ninstrument = "OIT"\nindicator = "9"\nsub_indicator = "9.1"',
        'name = "มาตรการ"\ninstrument = "OIT"\nindicator = "9"\nsub_indicator = "9.9"',
        'sub_indicator = "9.9"', "o1: ไม่มี sub_indicator “9.9” ใช้ได้เฉพาะ 9.1",
    ),
    "item in another instrument than its indicator": (
        'name = "มาตรการ"\ninstrument = "OIT"', 'name = "มาตรการ"\ninstrument =  "IIT"',
        'instrument =  "IIT"', "o1: indicator “9” อยู่ใน instrument “OIT”",
    ),
    "item in another indicator than its sub-indicator": (
        'name = "ข้อคำถาม"\ninstrument = "IIT"\nindicator = "1"',
        'name = "ข้อคำถาม"\ninstrument = "IIT"\nindicator =  "1"\nsub_indicator = "9.1"',
        'indicator =  "1"', "i1: sub_indicator “9.1” อยู่ใน indicator “9”",
    ),
    "item without a sub-indicator where there are some": (
        '[[items]]\ncode = "o1"\nname = "มาตรการ"\ninstrument = "OIT"\nindicator = "9"\nsub_indicator = "9.1"',
        '[[items]]  # second\ncode = "o1"\nname = "มาตรการ"\ninstrument = "OIT"\nindicator = "9"',
        "[[items]]  # second", "o1: ต้องระบุ sub_indicator เป็นหนึ่งใน 9.1",
    ),
    "indicator without items": (
        "[[sub_indicators]]",
        '[[indicators]]\ncode = "10"\nname = "ว่าง"\ninstrument = "OIT"\nsource = "handbook"\nverified = true\n\n'
        "[[sub_indicators]]",
        'code = "10"', "ตัวชี้วัด “10” ไม่มีข้อใดอยู่ภายใต้",
    ),
    "unknown issue": ("issues = []", "issues = [8]", "issues = [8]", "o1: ไม่มีประเด็นที่ 8 ใช้ได้เฉพาะ 1"),
    "levels that rise": (
        'total_min = 0, passed = false },\n', 'total_min = 90, passed = false },\n'
        '  { code = "none", name = "ต่ำสุด", total_min = 0, passed = false },\n',
        '{ code = "weak", name = "ไม่ผ่าน", total_min = 90, passed = false },',
        "ระดับ “weak” เริ่มที่ 90 ต้องไม่สูงกว่าระดับก่อนหน้า",
    ),
    "levels that do not end at 0": (
        "total_min = 0, passed", "total_min = 10, passed",
        '{ code = "weak", name = "ไม่ผ่าน", total_min = 10, passed = false },',
        "ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มี instrument_min เพื่อให้ทุกคะแนนมีระดับ",
    ),
    "no levels": (
        LEVELS, "levels = []\n", "levels = []",
        "ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มี instrument_min เพื่อให้ทุกคะแนนมีระดับ",
    ),
    "level twice": (
        'code = "weak"', 'code = "good"',
        '{ code = "good", name = "ไม่ผ่าน", total_min = 0, passed = false },', "ระดับ “good” ซ้ำ",
    ),
    "instruments that do not weigh 100": (
        "weight = 60", "weight = 50", "weight = 50", "น้ำหนักของแบบวัดรวมได้ 90 ต้องเป็น 100",
    ),
    "rule that does not weigh 100": (
        "weights = { IIT = 60, OIT = 40 }", "weights = { IIT = 60, OIT = 30 }",
        "weights = { IIT = 60, OIT = 30 }", "น้ำหนักรวมได้ 90 ต้องเป็น 100",
    ),
    "no general rule": (
        "kinds = []", 'kinds = ["court"]', 'kinds = ["court"]', "ต้องมีกฎทั่วไป (kinds ว่าง) หนึ่งกฎ พบ 0",
    ),
    "rule that leaves an instrument out": (
        'instrument_from = { IIT = "indicators", OIT = "indicators" }', 'instrument_from = { OIT = "indicators" }',
        'instrument_from = { OIT = "indicators" }', "“instrument_from” ต้องระบุแบบวัดเดียวกับ weights คือ IIT, OIT",
    ),
    "rule that weighs an unknown instrument": (
        '{ IIT = "announced", OIT = "sub_indicators" }\nsource = "handbook"\nverified = false\n',
        '{ IIT = "announced", OIT = "sub_indicators" }\nsource = "handbook"\nverified = false\n\n'
        '[[rules]]\nkinds = ["court"]\nweights = { XIT = 100 }\ninstrument_from = { XIT = "items" }\n'
        'indicator_from = { XIT = "items" }\nsource = "handbook"\nverified = false\n',
        "weights = { XIT = 100 }", "ไม่มีแบบวัด “XIT” ใช้ได้เฉพาะ IIT, OIT",
    ),
    "document kind missing": (
        SMALL[SMALL.rindex("[[documents]]") : SMALL.index("[year_map]")], "",
        "[[documents]]", "ต้องมีเอกสารชนิด “progress”",
    ),
    "document kind twice": (
        "[year_map]", '[[documents]]\nkind =  "measures"\nitem = "o2"\ncomponents = []\n\n[year_map]',
        'kind =  "measures"', "เอกสารชนิด “measures” ซ้ำ",
    ),
    "item scores of an unknown instrument": (
        "OIT = [0, 50, 100]", "EIT = [0, 50, 100]", "EIT = [0, 50, 100]", "ไม่มีแบบวัด “EIT”",
    ),
    "item components without a source": (
        'components_source = "handbook"\n', "",
        'components = ["ขั้นตอน", "ระยะเวลา"]',
        "o1: ต้องมี components, components_source, components_verified ครบทุกค่าหรือไม่มีเลย",
    ),
    "document of an unknown item": ('item = "o2"', 'item = "o9"', 'item = "o9"', "ไม่มีข้อ “o9” ในกรอบนี้"),
    "component twice": (
        'code = "period"', 'code = "steps"',
        '{ code = "steps", text = "ระยะเวลา", source = "handbook", verified = false },', "รหัสองค์ประกอบซ้ำ",
    ),
    "change without a reason": (
        ', reason = "รวมสองข้อ"', "",
        '{ code = "o8", relation = "changed" },', "o2: relation changed ต้องมี reason",
    ),
    "event that ends before it starts": (
        "end_on = 2023-06-30", "end_on = 2022-06-30", "end_on = 2022-06-30", "“การประเมิน” สิ้นสุดก่อนเริ่ม",
    ),
    "events out of order": (
        "start_on = 2023-08-10", "start_on = 2022-08-10",
        "start_on = 2022-08-10", "“ประกาศผล” ต้องเรียงตามวันเริ่ม",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_fault_is_told_once_with_its_line(tmp_path, old, new, line, message):
    path = written(tmp_path, SMALL.replace(old, new, 1))

    assert told(path) == [(line, message)]


def test_code_that_is_not_the_file_name_is_a_fault(tmp_path):
    path = written(tmp_path, SMALL, name="ita-2570.toml")

    assert told(path) == [('code = "ita-2566"', "รหัส “ita-2566” ต้องตรงกับชื่อไฟล์ “ita-2570”")]


def test_every_fault_of_a_file_is_told_in_order_of_lines(tmp_path):
    path = written(tmp_path, SMALL.replace("weight = 60", "weight = 50").replace('item = "o2"', 'item = "o9"'))

    assert [message for _, message in told(path)] == [
        "น้ำหนักของแบบวัดรวมได้ 90 ต้องเป็น 100",
        "ไม่มีข้อ “o9” ในกรอบนี้",
    ]


def test_syntax_fault_has_its_line(tmp_path):
    path = written(tmp_path, SMALL.replace("decimals = 2", "decimals = = 2"))

    [(line, message)] = told(path)

    assert line == "decimals = = 2"
    assert message.startswith("ไวยากรณ์ TOML ไม่ถูกต้อง: ")


def test_file_that_ends_too_early_is_a_fault_of_its_last_line(tmp_path):
    path = written(tmp_path, 'code = "ita-2566"\nkinds = [')

    [(line, message)] = told(path)

    assert line == "kinds = ["
    assert message.startswith("ไวยากรณ์ TOML ไม่ถูกต้อง: ")


def test_file_that_is_not_utf8_is_a_fault_of_the_line(tmp_path):
    path = tmp_path / "ita-2566.toml"
    path.write_bytes(b"fiscal_year = 2566\nname = " + "กรอบ".encode("cp874"))

    faults = check_file(path)

    assert [(fault.file, fault.line, fault.message) for fault in faults] == [(path, 2, "ไฟล์ต้องเป็น UTF-8")]


def test_missing_file_is_a_fault(tmp_path):
    faults = check_file(tmp_path / "ita-2566.toml")

    assert [fault.message for fault in faults] == ["เปิดไฟล์ไม่ได้: No such file or directory"]


def test_code_in_two_folders_is_a_fault_of_the_second_file(tmp_path):
    first = written(tmp_path / "own", SMALL)
    second = written(tmp_path / "extra", SMALL)

    faults = check_folder(first.parent, second.parent)

    assert [str(fault) for fault in faults] == [f"{second}:1: รหัส “ita-2566” มีอยู่แล้วใน {first}"]


def test_predecessor_that_last_year_does_not_have_is_a_fault(tmp_path):
    written(
        tmp_path,
        SMALL.replace("2566", "2565").replace('code = "o2"', 'code = "o7"').replace('"o2"', '"o7"'),
        "ita-2565.toml",
    )
    path = written(tmp_path, SMALL)

    [fault] = check_folder(tmp_path)

    assert (fault.file, fault.message) == (path, "o2: ปี 2565 ไม่มีข้อ “o8”")
    assert path.read_text().splitlines()[fault.line - 1].startswith('  { code = "o8"')


def test_predecessors_are_not_checked_without_last_years_file(tmp_path):
    path = written(tmp_path, SMALL)

    assert check_folder(path.parent) == []


def test_folder_that_does_not_exist_is_a_fault(tmp_path):
    faults = check_folder(tmp_path / "nowhere")

    assert [str(fault) for fault in faults] == [f"{tmp_path / 'nowhere'}:1: ไม่พบโฟลเดอร์"]


def test_faulty_file_is_not_loaded(tmp_path):
    path = written(tmp_path, SMALL.replace("weight = 60", "weight = 50"))

    with pytest.raises(FrameworkFaults) as refused:
        load_framework(path)

    assert str(refused.value) == f"{path}:16: น้ำหนักของแบบวัดรวมได้ 90 ต้องเป็น 100"


def test_folder_with_one_faulty_file_is_not_loaded(tmp_path):
    written(tmp_path, SMALL)
    written(tmp_path, "code = 1", name="ita-2570.toml")

    with pytest.raises(FrameworkFaults) as refused:
        load_folder(tmp_path)

    assert {fault.file for fault in refused.value.faults} == {Path(tmp_path / "ita-2570.toml")}


def test_loaded_framework_holds_what_the_file_says(tmp_path):
    path = written(tmp_path, SMALL)

    framework = load_framework(path)

    item = framework.entries["o2"]
    assert item.provenance == Provenance("คู่มือการประเมิน", verified=False)
    assert item.allowed == (Decimal(0), Decimal(50), Decimal(100))
    assert item.predecessors == (Predecessor("o7", "equal", ""), Predecessor("o8", "changed", "รวมสองข้อ"))
    assert framework.entries["i1"].sub_indicator == ""
    assert framework.tolerance == Decimal("0.02")
    assert [level.instrument_min for level in framework.levels] == [Decimal(85), None]
    assert framework.calendar[1].end_on == date(2023, 8, 11)
    assert (framework.national.agencies, framework.national.average) == (8323, None)
    assert [component.code for component in framework.document("measures").components] == ["steps", "period"]


def test_loaded_framework_counts_every_provenance_of_the_file(tmp_path):
    path = written(tmp_path, SMALL)

    provenances = load_framework(path).provenances

    assert len(provenances) == SMALL.count("verified = ")
    assert sum(provenance.verified for provenance in provenances) == SMALL.count("verified = true")
