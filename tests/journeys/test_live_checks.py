"""The checks beside the work: they follow what is saved, take no focus, and stay out of the way when they fail."""

import pytest
from playwright.sync_api import expect

from assessments.models import Score
from tests.journeys.grid import Grid, signed_in
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SCORES = {"IIT": 90, "EIT": 90, "OIT": 90, "9": 90, "10": 90}
WRONG = "คะแนนรวม ประกาศไว้ 90.00 แต่คำนวณจากส่วนย่อยได้ 87.00"


@pytest.fixture
def year():
    year = make_agency_year(make_agency("test"), 2567)
    make_assessment(year, framework="ita-2566", scores=SCORES, total=90)
    return year


@pytest.fixture
def screen(context, live_server, year):
    context.set_default_timeout(10_000)
    return signed_in(context, live_server.url, make_user("officer", officer_of=year.agency))


@pytest.fixture
def grid(screen):
    grid = Grid(screen, "/agencies/test/2567/scores/baseline/IIT/")
    expect(remarks(grid.page)).to_contain_text("ตรวจทั้งปี")
    return grid


def panel(page):
    return page.get_by_role("complementary", name="ตรวจงานปีนี้")


def remarks(page):
    return panel(page).locator("[data-checks-remarks]")


def said(page):
    return panel(page).get_by_role("status")


def place(page, selector):
    return page.locator(selector).bounding_box()


def answer(route, status):
    """Something else than the checks; without a status no line at all."""
    return route.fulfill(status=status, body="<h1>ไม่ใช่ผลตรวจ</h1>") if status else route.abort()


def test_wrong_score_brings_its_remark_and_the_right_one_takes_it_away(grid):
    page = grid.page
    expect(remarks(page)).not_to_contain_text(WRONG)
    expect(said(page)).to_have_text("")

    grid.type("IIT", "80")
    page.keyboard.type("7")

    expect(remarks(page)).to_contain_text(WRONG)
    assert Score.objects.get(code="IIT").value == 80
    expect(grid.cell("1")).to_be_focused()
    grid.holds(**{"1": "7"})
    grid.says("1", "ยังไม่บันทึก")
    expect(said(page)).to_contain_text("ต้องดูด้วยตา")
    grid.screen.check()

    grid.type("IIT", "90")

    expect(remarks(page)).not_to_contain_text(WRONG)
    expect(grid.cell("1")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_when_a_remark_comes(grid, width):
    page = grid.page
    page.set_viewport_size({"width": width, "height": 740})
    waiting = []
    page.route("**/checks/?**", lambda route: waiting.append(route))
    with page.expect_request("**/checks/?**"):
        grid.type("IIT", "80")
    grid.says("IIT", "บันทึกแล้ว")
    before = place(page, "[name=s-IIT]"), place(page, "[name=s-1]")

    waiting.pop().continue_()
    expect(remarks(page)).to_contain_text(WRONG)

    assert (place(page, "[name=s-IIT]"), place(page, "[name=s-1]")) == before
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_panel_stands_beside_on_a_wide_screen_and_below_on_a_narrow_one(grid):
    page, form = grid.page, "form[data-sheet]"
    boxes = {}
    for width in (1280, 1024, 360):
        page.set_viewport_size({"width": width, "height": 900})
        boxes[width] = place(page, form), panel(page).bounding_box()

    wide, middle, narrow = boxes[1280], boxes[1024], boxes[360]
    assert wide[1]["x"] >= wide[0]["x"] + wide[0]["width"]
    for work, beside in (middle, narrow):
        assert beside["y"] >= work["y"] + work["height"]
        assert beside["x"] == work["x"]


def test_panel_that_was_closed_stays_closed_for_its_step_and_still_counts(screen, year):
    page = screen.page
    make_measure(year, title="มาตรการ")
    screen.open("/agencies/test/2567/measures/")
    summary = panel(page).locator("summary")
    expect(summary).to_contain_text("ขาด")
    summary.click()
    expect(remarks(page)).to_be_hidden()

    page.reload()

    expect(summary).to_contain_text("ขาด")
    expect(remarks(page)).to_be_hidden()
    screen.open("/agencies/test/2567/progress/")
    expect(remarks(page)).to_be_visible()


def test_link_of_a_remark_leads_to_its_box(screen, year):
    measure = make_measure(year, title="มาตรการ")
    screen.open("/agencies/test/2567/measures/")

    panel(screen.page).get_by_role("link", name="ไปแก้ไข มาตรการ m1 “มาตรการ”: ทุกมาตรการมีขั้นตอนหรือวิธีการปฏิบัติ").click()

    screen.page.wait_for_url(f"**/measures/{measure.pk}/#id_steps")
    expect(screen.page.locator("#id_steps")).to_be_in_viewport()


def test_remarks_somebody_stands_among_are_changed_only_when_they_are_left(grid):
    page = grid.page
    link = remarks(page).get_by_role("link").last
    link.focus()

    Score.objects.filter(code="IIT").update(value=80)
    with page.expect_response("**/checks/?**"):
        page.evaluate("document.dispatchEvent(new CustomEvent('portal:saved'))")

    expect(said(page)).to_contain_text("ต้องดูด้วยตา")
    expect(link).to_be_focused()
    expect(remarks(page)).not_to_contain_text(WRONG)
    grid.cell("1").focus()
    expect(remarks(page)).to_contain_text(WRONG)


@pytest.mark.parametrize("status", [None, 403, 404, 500])
def test_check_that_cannot_be_had_says_so_quietly_and_comes_back(grid, status):
    page = grid.page
    page.route("**/checks/?**", lambda route: answer(route, status))

    grid.type("IIT", "80")

    expect(panel(page).get_by_text("ตรวจไม่ได้ในขณะนี้")).to_be_visible()
    expect(panel(page)).not_to_contain_text("ไม่ใช่ผลตรวจ")
    expect(remarks(page)).to_contain_text("ตรวจทั้งปี")
    expect(said(page)).to_have_text("")
    expect(grid.cell("1")).to_be_focused()
    page.unroute("**/checks/?**")
    grid.type("1", "80")
    expect(panel(page).get_by_text("ตรวจไม่ได้ในขณะนี้")).to_be_hidden()
    expect(remarks(page)).to_contain_text("คะแนนรวม ประกาศไว้")


def test_without_a_script_there_is_a_link(browser, live_server, year):
    context = browser.new_context(java_script_enabled=False)
    screen = signed_in(context, live_server.url, make_user("officer", officer_of=year.agency))
    screen.page.goto(f"{live_server.url}/agencies/test/2567/scores/baseline/IIT/")

    panel(screen.page).get_by_role("link", name="ตรวจงานปีนี้").click()

    assert screen.page.url.endswith("/agencies/test/2567/checks/?part=scores")
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("ตรวจทั้งปี")
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_the_checks_fit_and_are_accessible(screen, year, width):
    make_measure(year, title="มาตรการ", steps=["คัดลอกของปีงบประมาณ พ.ศ. 2561"])
    screen.page.set_viewport_size({"width": width, "height": 740})

    for address in ("checks/", "checks/?part=measures", "measures/", "analysis/", "documents/", ""):
        screen.open(f"/agencies/test/2567/{address}")
        if not address.startswith("checks"):
            expect(remarks(screen.page)).to_contain_text("ตรวจทั้งปี")
            screen.check()
        assert screen.page.evaluate("document.documentElement.scrollWidth") == width
