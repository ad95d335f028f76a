"""The grid of scores by keyboard, by clipboard and by ear; on a desk and on a telephone."""

import pytest
from playwright.sync_api import expect

from assessments.models import Score
from tests.journeys.grid import Grid, signed_in
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SCORES = {"IIT": 90, "EIT": 90, "9": 88, "10": 90, "o1": 50, "o3": 0}
BLOCK = (
    "รหัส\tรายการ\tคะแนน\nO1\tโครงสร้าง\t๑๐๐.๐๐\n๐๒\tข้อมูลผู้บริหาร\t50%\no3\tอำนาจหน้าที่\t-\no4\tข้อมูลการติดต่อ\t75\ni1\tx\t99.63"
)


@pytest.fixture
def grid(context, live_server):
    agency = make_agency("test")
    make_assessment(make_agency_year(agency, 2567), framework="ita-2567", scores=SCORES)
    return Grid(signed_in(context, live_server.url, make_user("officer", officer_of=agency)))


@pytest.fixture
def narrow_grid(grid):
    grid.page.set_viewport_size({"width": 360, "height": 740})
    return grid


def stored():
    """Scores of the disclosure items."""
    return {row.code: f"{row.value.normalize():f}" for row in Score.objects.filter(code__startswith="o")}


def is_at(grid, code):
    expect(grid.cell(code)).to_be_focused()


def shown_codes(grid):
    return grid.page.locator(".sheet tbody tr:visible .sheet-code").all_inner_texts()


def test_keys_move_as_in_a_spreadsheet(grid):
    grid.cell("o1").focus()
    for key, code in [
        ("Enter", "o2"),
        ("ArrowDown", "o3"),
        ("Tab", "o4"),
        ("Shift+Tab", "o3"),
        ("Shift+Enter", "o2"),
        ("ArrowUp", "o1"),
        ("End", "o35"),
        ("Home", "OIT"),
        ("Control+End", "o35"),
    ]:
        grid.page.keyboard.press(key)
        is_at(grid, code)
    grid.page.keyboard.press("Enter")
    expect(grid.page.get_by_role("button", name="บันทึกคะแนน")).to_be_focused()


def test_home_moves_the_caret_in_the_middle_of_typing(grid):
    grid.type("o1", "00", key=None)

    grid.page.keyboard.press("Home")
    grid.page.keyboard.type("1")

    is_at(grid, "o1")
    grid.holds(o1="100")


def test_escape_goes_back_to_what_is_saved(grid):
    grid.type("o1", "1", key=None)
    grid.says("o1", "ยังไม่บันทึก")

    grid.page.keyboard.press("Escape")

    grid.holds(o1="50")
    grid.says("o1", "บันทึกแล้ว")
    assert stored()["o1"] == "50"


def test_refused_value_stays_marked_and_explained_until_it_is_mended(grid):
    grid.type("o1", "101")

    grid.says("o1", "ค่าไม่ถูกต้อง")
    grid.explains("o1", "“101” ไม่ใช่คะแนน")
    expect(grid.cell("o1")).to_have_attribute("aria-invalid", "true")
    expect(grid.cell("o1")).to_have_accessible_description(
        "ค่าไม่ถูกต้อง “101” ไม่ใช่คะแนน: กรอกตัวเลข 0 ถึง 100 ทศนิยมไม่เกิน 6 ตำแหน่ง เช่น 85.50 หรือ ๘๕.๕๐"
    )
    grid.tells("ต้องแก้ 1 ช่อง")
    grid.holds(o1="101")
    grid.screen.check()
    grid.press("บันทึกคะแนน")
    is_at(grid, "o1")
    grid.type("o1", "100")
    grid.says("o1", "บันทึกแล้ว")
    expect(grid.cell("o1")).not_to_have_attribute("aria-invalid", "true")
    assert stored()["o1"] == "100"


def test_saving_is_told_with_the_figures_that_follow(grid):
    grid.type("9", "๙๙.๖๓")

    grid.tells("บันทึก 9 แล้ว คะแนนรวม 91.93")
    grid.holds(**{"9": "99.63"})
    expect(grid.page.get_by_role("status").filter(has_text="บันทึก 9 แล้ว")).to_be_visible()
    expect(grid.page.locator("tr").filter(has=grid.cell("OIT")).locator("[data-computed]")).to_have_text("94.82")


def test_cell_on_its_way_says_so(grid):
    waiting = []
    grid.page.route("**/cells/", lambda route: waiting.append(route))

    grid.type("o1", "100")
    grid.says("o1", "กำลังบันทึก")
    waiting.pop().continue_()

    grid.says("o1", "บันทึกแล้ว")


def test_pasted_block_is_shown_before_it_is_taken_and_can_be_taken_back(grid):
    grid.paste("o1", BLOCK)

    expect(grid.dialog).to_contain_text("จะเปลี่ยน 3 ช่อง · เหมือนเดิม 0 ช่อง · วางไม่ได้ 3 แถว")
    changes = grid.dialog.locator("[data-paste-changes] tbody tr").all_inner_texts()
    refused = grid.dialog.locator("[data-paste-refused] tbody tr").all_inner_texts()
    assert [row.split("\t") for row in changes] == [
        ["o1", "โครงสร้าง", "50", "100"],
        ["o2", "ข้อมูลผู้บริหาร", "ว่าง", "50"],
        ["o3", "อำนาจหน้าที่", "0", "ว่าง"],
    ]
    assert [row.split("\t")[2] for row in refused] == [
        "ถือเป็นหัวคอลัมน์ ไม่ใช่คะแนน",
        "“75” ไม่ใช่คะแนนของข้อนี้: ค่าที่ให้ได้คือ 0 50 100",
        "i1 ไม่อยู่ในแบบวัด OIT: เปิดแบบวัดของข้อนี้แล้ววางอีกครั้ง",
    ]
    grid.screen.check()
    before = stored()
    grid.press("ใช้ค่าเหล่านี้ 3 ช่อง")
    is_at(grid, "o1")
    grid.tells("บันทึก o1 o2 o3 แล้ว")
    taken = stored()
    grid.type("o2", "100")
    grid.says("o2", "บันทึกแล้ว")
    grid.press("เลิกการวางล่าสุด")
    grid.tells("บันทึก o1 o3 แล้ว")

    grid.holds(o1="50", o2="100", o3="0")
    assert before == {"o1": "50", "o3": "0"}
    assert taken == {"o1": "100", "o2": "50"}
    assert stored() == {"o1": "50", "o2": "100", "o3": "0"}


def test_paste_that_is_not_taken_changes_nothing(grid):
    grid.paste("o1", "100\n100")
    expect(grid.dialog).to_contain_text("จะเปลี่ยน 2 ช่อง")

    grid.page.keyboard.press("Escape")

    expect(grid.dialog).to_have_count(0)
    is_at(grid, "o1")
    grid.holds(o1="50", o2="")
    assert stored() == {"o1": "50", "o3": "0"}


def test_paste_works_without_a_clipboard_on_a_telephone(narrow_grid):
    grid = narrow_grid
    grid.press("วางจากตารางคำนวณ")
    grid.page.get_by_label("ข้อมูลที่คัดลอกมา").fill("o2\t๑๐๐")
    grid.press("ตรวจข้อมูลที่วาง")

    expect(grid.dialog).to_contain_text("จะเปลี่ยน 1 ช่อง")
    grid.screen.check()
    widths = grid.page.evaluate("[document.documentElement.scrollWidth, document.querySelector('dialog').scrollWidth]")
    grid.press("ใช้ค่าเหล่านี้ 1 ช่อง")
    grid.says("o2", "บันทึกแล้ว")
    assert (widths[0], widths[1] <= 360) == (360, True)
    assert stored()["o2"] == "100"


def test_paste_without_a_line_says_so_and_keeps_the_text(grid):
    grid.page.context.set_offline(True)

    grid.paste("o1", "100\n100")

    expect(grid.dialog).to_contain_text("ตรวจข้อมูลที่วางไม่ได้ เพราะเชื่อมต่อระบบไม่ได้")
    expect(grid.page.get_by_label("ข้อมูลที่คัดลอกมา")).to_have_value("100\n100")


def test_single_value_is_pasted_as_anywhere(grid):
    grid.paste("o1", "100\r\n")

    expect(grid.dialog).to_have_count(0)


def test_filters_show_and_count_the_cells_of_each_kind(grid):
    choose = {
        name: grid.page.get_by_role("button", name=name) for name in ("ทั้งหมด", "ยังว่าง", "ต่ำกว่าเกณฑ์ผ่าน", "เปลี่ยนแล้ว")
    }
    grid.type("o2", "50")
    grid.says("o2", "บันทึกแล้ว")
    counts = {name: int(button.locator("[data-count]").inner_text()) for name, button in choose.items()}

    choose["ต่ำกว่าเกณฑ์ผ่าน"].click()
    below = shown_codes(grid)
    grid.cell("o1").press("Enter")
    is_at(grid, "o2")
    grid.type("o1", "100")
    grid.says("o1", "บันทึกแล้ว")
    still = shown_codes(grid)
    choose["เปลี่ยนแล้ว"].click()

    assert counts == {"ทั้งหมด": 45, "ยังว่าง": 40, "ต่ำกว่าเกณฑ์ผ่าน": 3, "เปลี่ยนแล้ว": 1}
    assert below == still == ["o1", "o2", "o3"]
    assert shown_codes(grid) == ["o1", "o2"]
    expect(choose["เปลี่ยนแล้ว"]).to_have_attribute("aria-pressed", "true")
    grid.tells("แสดง 2 ช่อง")
    grid.screen.check()


def test_targets_are_large_enough_for_a_thumb(narrow_grid):
    heights = narrow_grid.page.evaluate(
        "[...document.querySelectorAll('.cell, .sheet-filter button, .sheet-tools .btn, .sheet-bar [type=submit]')]"
        ".map((part) => part.getBoundingClientRect().height)"
    )

    assert min(heights) >= 44
