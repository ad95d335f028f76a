"""One agency's rows: figures or faults, each with sheet, cell, Thai label, value and what is allowed."""

from decimal import Decimal

from tests.assessments.exchange.files import F2566, F2567, agency_index, csv_file, told_of, xlsx_file

WIDE = ["รหัสหน่วยงาน", "หน่วยงาน", "ตัวชี้วัด 3", "o1", "คะแนนรวม", "ระดับ"]
LONG = ["ปีงบประมาณ", "รหัสหน่วยงาน", "หน่วยงาน", "รหัสตัวชี้วัด/ข้อ", "คะแนน"]


def texts(told):
    return [str(fault) for fault in told.faults]


def test_blank_is_not_told_and_a_dash_is_no_score(tmp_path):
    (told,) = told_of(csv_file(tmp_path, [WIDE, ["", "หน่วยงาน ก", "", "-", "๙๕.๕", " "]]))

    assert told.values == {"o1": None, "total": Decimal("95.5")}


def test_fault_names_sheet_cell_label_value_and_what_is_allowed(tmp_path):
    (told,) = told_of(xlsx_file(tmp_path, [WIDE, ["", "หน่วยงาน ก", 105, 100, "ดี", "AA"]]))

    assert texts(told) == [
        "ชีต ผลคะแนน ช่อง C2 ตัวชี้วัดที่ 3 การใช้อำนาจ: พบ “105” — "
        "กรอกคะแนน 0 ถึง 100 เช่น 99.63 หรือ ๙๙.๖๓ เว้นว่างถ้าไม่มีข้อมูล หรือ - ถ้าไม่มีคะแนน",
        "ชีต ผลคะแนน ช่อง E2 คะแนนรวม: พบ “ดี” — กรอกคะแนน 0 ถึง 100 เช่น 99.63 หรือ ๙๙.๖๓ เว้นว่างถ้าไม่มีข้อมูล หรือ - ถ้าไม่มีคะแนน",
    ]


def test_unknown_agency_is_a_fault_unless_agencies_are_made(tmp_path):
    path = csv_file(tmp_path, [WIDE, ["", "หน่วยงาน ค", "95", "100", "95", ""]])

    assert texts(told_of(path)[0]) == [
        "ช่อง B2 หน่วยงาน: พบ “หน่วยงาน ค” — ไม่มีหน่วยงานนี้ในระบบ: ตรวจชื่อหรือรหัส หรือเลือกสร้างหน่วยงานที่ยังไม่มี"
    ]
    assert texts(told_of(path, can_create=True)[0]) == []


def test_code_of_an_agency_to_be_made_must_be_one(tmp_path):
    path = csv_file(tmp_path, [WIDE, ["หน่วย ๑", "หน่วยงาน ค", "95", "100", "95", ""]])

    (told,) = told_of(path, can_create=True)

    assert [(fault.cell, fault.label, fault.value) for fault in told.faults] == [("B2", "รหัสหน่วยงาน", "หน่วย ๑")]


def test_row_of_figures_without_an_agency_is_a_fault(tmp_path):
    first, second = told_of(csv_file(tmp_path, [WIDE, ["", "", "95"], ["", "", "96"]]))

    assert texts(first) == ["ช่อง B2 หน่วยงาน: ไม่มีค่า — ทุกแถวที่มีคะแนนต้องมีชื่อหรือรหัสหน่วยงาน"]
    assert second.first_row == 3


def test_agency_in_two_rows_is_a_fault_of_both_however_it_is_written(tmp_path):
    index = agency_index("สำนักงานเขตพื้นที่การศึกษาประถมศึกษามุกดาหาร")
    rows = [WIDE, ["", "สพป.มุกดาหาร", "95"], ["agency-1", "", "96"]]

    (told,) = told_of(csv_file(tmp_path, rows), index=index)

    assert texts(told) == ["ช่อง A3 หน่วยงาน: พบ “ซ้ำกับแถว 2” — หน่วยงานละหนึ่งแถว: เหลือแถวที่ถูกต้องแถวเดียว"]


def test_summary_rows_and_rows_without_figures_are_no_agencies(tmp_path):
    rows = [
        ["หน่วยงาน", "คะแนนรวม"],
        ["กลุ่มที่ 1", ""],
        ["หน่วยงาน ก", "95"],
        ["ค่าเฉลี่ย", "95"],
        ["คะแนนเต็ม", "100"],
        ["หมายเหตุ: คะแนนเบื้องต้น", ""],
    ]

    (told,) = told_of(csv_file(tmp_path, rows), can_create=True)

    assert told.agency.name == "หน่วยงาน ก"


def test_long_shape_gathers_an_agency_from_all_over_the_file(tmp_path):
    rows = [
        LONG,
        ["2566", "", "หน่วยงาน ก", "O๑", "100"],
        ["2566", "agency-2", "", "o1", "0"],
        ["", "agency-1", "", "ตัวชี้วัดที่ ๓", "๙๙.๖๓"],
        ["", "", "หน่วยงาน  ก", "คะแนนรวม", "95.5"],
        ["", "", "หน่วยงาน ก", "ระดับ", "AA"],
        ["", "", "หน่วยงาน ก", "OIT", "-"],
        ["", "", "หน่วยงาน ก", "o2", ""],
    ]

    first, second = told_of(csv_file(tmp_path, rows), F2566)

    assert first.values == {
        "o1": Decimal(100), "3": Decimal("99.63"), "total": Decimal("95.5"), "level": "AA", "OIT": None,
    }  # fmt: skip
    assert first.cells["3"] == "E4"
    assert second.values == {"o1": Decimal(0)}


def test_long_shape_names_codes_that_the_year_does_not_have(tmp_path):
    rows = [LONG, ["2567", "agency-1", "", "o43", "100"], ["2567", "agency-1", "", "o1", "100"]]

    (told,) = told_of(csv_file(tmp_path, rows), F2567)

    assert texts(told) == [
        "ช่อง D2 รหัสตัวชี้วัด/ข้อ: พบ “o43” — รหัสของกรอบ ita-2567 เช่น 1, 9.5, o1, i1, e1, คะแนนรวม หรือ ระดับ"
    ]


def test_two_scores_of_one_code_are_a_fault_but_the_same_twice_is_not(tmp_path):
    rows = [LONG, *(["2566", "agency-1", "", "o1", score] for score in ("100", "0"))]
    again = [LONG, *(["2566", "agency-1", "", "o1", "100"] for _ in range(2))]

    (fault,) = told_of(csv_file(tmp_path, rows))[0].faults

    assert (fault.cell, fault.value) == ("E3", "0 (แถว 3) และ 100 (E2)")
    assert fault.allowed == "รหัสละหนึ่งคะแนน: เหลือแถวที่ถูกต้องแถวเดียว"
    assert told_of(csv_file(tmp_path, again))[0].values == {"o1": Decimal(100)}


def test_level_that_is_too_long_is_a_fault(tmp_path):
    (told,) = told_of(csv_file(tmp_path, [WIDE, ["", "หน่วยงาน ก", "95", "", "", "ก" * 101]]))

    assert [(fault.cell, fault.allowed) for fault in told.faults] == [("F2", "ข้อความยาวไม่เกิน 100 ตัวอักษร")]
