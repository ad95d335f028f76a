"""Names of other agencies in what people typed."""

import pytest

from reports.documents.content import AgencyFacts
from tests.reports.checked import SUBDISTRICT, found, planned, said


def not_ours(name):
    return f"มีชื่อ “{name}” ซึ่งไม่ใช่ของหน่วยงานนี้"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("บุคลากรของ สพป.มุกดาหาร ทุกคน", "สพป.มุกดาหาร"),
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาจันทบุรี เขต ๒ ได้จัด", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาจันทบุรี เขต ๒"),
        ("สพป.นราธิวาส เขต ๑", "สพป.นราธิวาส เขต ๑"),
        ("สพป.นราธิวาส เขต 20", "สพป.นราธิวาส เขต 20"),
        ("สพม. นราธิวาส", "สพม. นราธิวาส"),
        ("สพป.สมมุติ เขต 3 เผยแพร่", "สพป.สมมุติ เขต 3"),
        ("ศธจ.สงขลา กำหนด", "ศธจ.สงขลา"),
        ("โรงเรียนในจังหวัดยะลา", "จังหวัดยะลา"),
        ("ผู้ว่าราชการ จ.ปัตตานี", "จ.ปัตตานี"),
        ("จังหวัดแพร่ และใกล้เคียง", "จังหวัดแพร่"),
    ],
)
def test_name_that_reads_like_another_agencys_is_told(text, name):
    assert said("other_agencies", planned(text)) == [not_ours(name)]


@pytest.mark.parametrize(
    "text",
    [
        "สพป.นราธิวาส เขต ๒",
        "สพป. นราธิวาส เขต 2",
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา นราธิวาส เขต 2 จัด",
        "สพป.นราธิวาส",
        "สำนักงานเขตพื้นที่การศึกษานราธิวาส",
        "สำนักงานเขตพื้นที่การศึกษาสุจริต",
        "ทุกสำนักงานเขตพื้นที่การศึกษาเลยจัดทำแผน",
        "กระทรวงศึกษาธิการ สพฐ. สำนักงาน ป.ป.ช. และ สตง.",
        "จังหวัดนราธิวาส ศธจ.นราธิวาส อบจ.นราธิวาส",
        "ทั่วทั้งจังหวัดแพร่หลาย",
        "โรงเรียนบ้านยะลา",
        "อบต.บ้านใหม่ ร่วมจัดกิจกรรม",
    ],
)
def test_own_names_in_any_spelling_parents_and_partners_are_not_told(text):
    assert said("other_agencies", planned(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("อบต.บ้านโคก จัดประชุม", "อบต.บ้านโคก"),
        ("องค์การบริหารส่วนตำบลหนองบัวได้ดำเนินการ", "องค์การบริหารส่วนตำบลหนองบัว"),
        ("เทศบาลตำบลพรรณนาอำเภอพรรณานิคม", "เทศบาลตำบลพรรณนา"),
        ("องค์การบริหารส่วนจังหวัดเลย", "องค์การบริหารส่วนจังหวัดเลย"),
    ],
)
def test_local_government_is_told_of_other_local_governments(text, name):
    assert said("other_agencies", planned(text, agency=SUBDISTRICT)) == [not_ours(name)]


@pytest.mark.parametrize(
    "text",
    [
        "องค์การบริหารส่วนตำบลกุดหิน และ อบต. กุดหิน",
        "อบต.กุดหินได้จัด",
        "นายกองค์การบริหารส่วนตำบลอนุมัติแผน",
        "ปลัดองค์การบริหารส่วนตำบลตรวจทาน",
        "รายงานสภาองค์การบริหารส่วนตำบลปีละ 2 ครั้ง",
        "องค์การบริหารส่วนตำบลนำผลไปใช้",
        "จังหวัดยโสธร และ สพป.ยโสธร เขต 1",
    ],
)
def test_local_government_speaks_of_itself_and_its_province(text):
    assert said("other_agencies", planned(text, agency=SUBDISTRICT)) == []


def test_known_agency_is_told_however_its_name_goes_on():
    checked = planned("องค์การบริหารส่วนตำบลพรหมเทพจัดทำแผน", agency=SUBDISTRICT, other_names=["องค์การบริหารส่วนตำบลพรหมเทพ"])

    assert said("other_agencies", checked) == [not_ours("องค์การบริหารส่วนตำบลพรหมเทพ")]


def test_known_agency_whose_name_begins_another_known_name_is_told_once():
    names = ["โรงพยาบาลหนองแสง", "โรงพยาบาลหนองแสงเหนือ"]

    assert said("other_agencies", planned("ส่งต่อโรงพยาบาลหนองแสงเหนือ", other_names=names)) == [
        not_ours("โรงพยาบาลหนองแสงเหนือ")
    ]


def test_known_names_that_are_short_or_that_all_speak_of_are_not_told():
    assert said("other_agencies", planned("ตามแนวทางกรมบัญชีกลาง", other_names=["กรมบัญชีกลาง", "แนวทาง"])) == []


def test_central_agency_speaks_of_every_province():
    department = AgencyFacts("กรมตัวอย่าง", kind="department")

    assert said("other_agencies", planned("ตรวจราชการจังหวัดยะลา", agency=department)) == []


def test_name_is_told_once_a_text_with_its_place_and_the_words_around_it():
    checked = planned("ดี", "สพป.ยะลา เขต 1 และ สพป.ยะลา เขต 1")

    assert found("other_agencies", checked) == [("มาตรการ m1 “มาตรการทดสอบ” · ขั้นตอน 2", not_ours("สพป.ยะลา เขต 1"))]
