"""Pages on a telephone's width, and what stays in sight while they scroll."""

import pytest
from playwright.sync_api import expect

from tests.journeys.screen import Screen
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db(transaction=True)
OIT = "/agencies/test/2567/scores/baseline/OIT/"


@pytest.fixture
def screen(page, live_server):
    agency = make_agency("test")
    make_assessment(make_agency_year(agency, 2567), scores={"9": "88.5", "o29": 0})
    make_user("officer", officer_of=agency)
    page.set_viewport_size({"width": 360, "height": 740})
    screen = Screen(page, live_server.url)
    screen.sign_in("officer")
    return screen


def box(screen, selector):
    return screen.page.locator(selector).first.bounding_box()


def test_score_grid_scrolls_with_the_page_and_gives_the_name_the_width(screen):
    screen.open(OIT)
    region = screen.page.locator(".sheet-region")
    heights = region.evaluate("area => [area.scrollHeight, area.clientHeight]")
    assert heights[0] == heights[1]
    assert box(screen, "tr.depth-item th")["width"] > 240
    assert box(screen, "[name=s-o1]")["y"] > box(screen, "label[for=id_s-o1]")["y"]
    assert screen.page.evaluate("document.documentElement.scrollWidth") == 360


def test_enter_in_the_last_cell_moves_to_saving(screen):
    screen.open(OIT)
    screen.page.locator(".cell").last.press("Enter")
    expect(screen.page.get_by_role("button", name="บันทึกคะแนน")).to_be_focused()


def test_what_was_saved_is_told_in_sight_and_can_be_put_away(screen):
    screen.open("/agencies/test/2567/analysis/findings/add/?issue=7")
    screen.fill("สาเหตุ", "เผยแพร่ไม่ครบ")
    screen.press("บันทึก")
    told = screen.page.get_by_role("status").filter(has_text="เพิ่มสาเหตุและแนวทางแล้ว")
    assert screen.page.url.endswith("#issue-7")
    expect(told).to_be_in_viewport()
    screen.page.get_by_role("button", name="ปิดข้อความ").click()
    expect(told).to_have_count(0)


def test_code_of_an_item_stands_on_the_first_line_of_its_text(screen):
    screen.open(OIT)
    row = screen.page.locator("tr.depth-item").filter(has=screen.page.locator("[name=s-o29]"))
    code, name = row.locator(".sheet-code").bounding_box(), row.locator("th").bounding_box()

    assert name["height"] > 1.5 * code["height"]
    assert abs(code["y"] - name["y"]) < 4


def test_urgency_is_in_sight_beside_the_checks_of_a_small_laptop(screen):
    screen.page.set_viewport_size({"width": 1280, "height": 800})
    screen.open("/agencies/test/2567/analysis/")
    tables = screen.page.locator(".table-region:has(.analysis-rows)")

    widths = tables.evaluate_all("all => all.map(one => [one.scrollWidth, one.clientWidth])")
    assert [inner - outer for inner, outer in widths] == [0] * 3
