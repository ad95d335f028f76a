"""Two people and a bad line: whatever was typed is stored, or stands on a screen that says that it is not."""

import contextlib

import pytest
from playwright.sync_api import Error, expect

from assessments.models import Change, Score
from measures.models import Measure
from tests.journeys.grid import OIT, Grid, signed_in
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db(transaction=True)
MEASURES = "/agencies/test/2567/measures/"
TITLE, MONITORING = "ชื่อมาตรการ โครงการ หรือกิจกรรม", "การกำกับติดตามและรายงานผล"


@pytest.fixture
def year():
    year = make_agency_year(make_agency("test"), 2567)
    make_assessment(year, framework="ita-2567", scores={"9": 88, "o1": 50})
    return year


@pytest.fixture
def people(year, new_context, live_server):
    """Two officers of one agency, each with a browser of their own."""
    users = [make_user(name, officer_of=year.agency) for name in ("one", "two")]
    return [signed_in(new_context(), live_server.url, user) for user in users]


def stored():
    return {row.code: f"{row.value.normalize():f}" for row in Score.objects.all()}


def test_different_cells_of_one_sheet_are_saved_side_by_side(people):
    mine, theirs = map(Grid, people)

    mine.type("o1", "๑๐๐")
    theirs.type("o2", "50")
    theirs.says("o2", "บันทึกแล้ว")
    mine.type("o3", "0")
    mine.says("o3", "บันทึกแล้ว")

    mine.holds(o1="100", o3="0")
    assert stored() == {"9": "88", "o1": "100", "o2": "50", "o3": "0"}


def test_same_cell_shows_both_values_and_the_person_chooses(people):
    mine, theirs = map(Grid, people)
    theirs.type("o1", "0")
    theirs.says("o1", "บันทึกแล้ว")

    mine.type("o1", "100")
    mine.says("o1", "มีผู้อื่นแก้ไข")
    mine.explains("o1", "ผู้อื่นบันทึก 0 · ท่านพิมพ์ 100")
    mine.tells("ต้องเลือกค่า 1 ช่อง")
    mine.screen.check()
    before = stored()["o1"]
    mine.press("ใช้ 100 ของท่าน")
    mine.says("o1", "บันทึกแล้ว")
    theirs.type("o1", "50")
    theirs.press("ใช้ 100 ที่ผู้อื่นบันทึก")

    theirs.says("o1", "บันทึกแล้ว")
    theirs.holds(o1="100")
    assert (before, stored()["o1"]) == ("0", "100")
    assert list(Change.objects.filter(field="o1").values_list("after", "by__username")) == [
        ("100", "one"),
        ("0", "two"),
    ]


def test_value_in_doubt_outlives_the_page(people):
    mine, theirs = map(Grid, people)
    theirs.type("o1", "0")
    theirs.says("o1", "บันทึกแล้ว")
    mine.type("o1", "100")
    mine.says("o1", "มีผู้อื่นแก้ไข")

    again = Grid(mine.screen)

    again.holds(o1="100")
    again.explains("o1", "ผู้อื่นบันทึก 0 · ท่านพิมพ์ 100")


def test_same_measure_keeps_both_edits_and_lets_choose_where_they_meet(people, year):
    measure = make_measure(year, title="เดิม", steps=["ก"])
    for screen in people:
        screen.open(f"{MEASURES}{measure.pk}/")
    mine, theirs = people
    theirs.fill(MONITORING, "ทุกเดือน")
    theirs.fill("ขั้นตอนที่ 1", "ข")
    theirs.press("บันทึก")

    mine.fill(TITLE, "ของฉัน")
    mine.fill("ขั้นตอนที่ 1", "ค")
    mine.page.get_by_role("button", name="บันทึก").last.click()
    mine.sees("มีผู้อื่นแก้ไขข้อมูลนี้ไปแล้ว")
    mine.faults.clear()  # the browser reports every answer of 409
    mine.check()
    left_alone = mine.page.get_by_role("group", name=MONITORING).get_by_role("radio", checked=True)
    expect(left_alone).to_have_value("theirs")
    mine.page.get_by_role("group", name="ขั้นตอนหรือวิธีการปฏิบัติ").get_by_label("ค่าที่ผู้อื่นบันทึกไว้").check()
    mine.press("บันทึกตามที่เลือก")

    mine.sees("บันทึกมาตรการ m1 แล้ว")
    measure.refresh_from_db()
    assert (measure.title, measure.monitoring, measure.texts("step")) == ("ของฉัน", "ทุกเดือน", ["ข"])


def test_cells_typed_without_a_line_wait_and_are_sent_when_it_is_back(people):
    grid = Grid(people[0])
    grid.page.context.set_offline(True)

    grid.type("o1", "100")
    grid.type("o2", "ผิด")
    grid.type("o3", "0")
    grid.says("o3", "รอส่ง")
    grid.warns("เชื่อมต่อระบบไม่ได้ ค่าที่พิมพ์เก็บไว้ในเครื่องนี้")
    grid.holds(o1="100", o2="ผิด", o3="0")
    before = stored()
    grid.page.context.set_offline(False)
    grid.says("o3", "บันทึกแล้ว")

    grid.says("o2", "ค่าไม่ถูกต้อง")
    grid.holds(o2="ผิด")
    expect(grid.page.locator("[data-connection]")).not_to_have_class("sheet-connection is-blocked")
    assert before == {"9": "88", "o1": "50"}
    assert stored() == {"9": "88", "o1": "100", "o3": "0"}


def test_page_closed_without_a_line_sends_its_cells_when_it_is_opened_again(people):
    grid = Grid(people[0])
    context = grid.page.context
    context.set_offline(True)
    grid.type("o1", "100")
    grid.says("o1", "รอส่ง")
    grid.type("o2", "5", key=None)
    grid.page.close()
    context.set_offline(False)

    people[0].page = context.new_page()
    again = Grid(people[0])

    again.says("o1", "บันทึกแล้ว")
    again.says("o2", "ค่าไม่ถูกต้อง")
    again.holds(o1="100", o2="5")
    assert stored() == {"9": "88", "o1": "100"}


def test_cell_that_was_not_left_yet_is_saved_as_the_page_goes(people):
    grid = Grid(people[0])
    grid.page.on("dialog", lambda dialog: dialog.accept())

    grid.type("o1", "100", key=None)
    grid.says("o1", "ยังไม่บันทึก")
    again = Grid(people[0], "/agencies/test/2567/scores/baseline/EIT/")
    again = Grid(people[0])

    again.holds(o1="100")
    again.says("o1", "บันทึกแล้ว")
    assert stored()["o1"] == "100"


def test_answer_that_was_lost_is_asked_for_again_and_nobody_meets_an_edit_of_their_own(people):
    grid = Grid(people[0])
    lost = []

    def lose_the_answer(route):
        lost.append(route.fetch())
        route.abort()

    grid.page.route("**/cells/", lose_the_answer, times=1)
    grid.type("o1", "100")
    grid.says("o1", "รอส่ง")
    arrived = stored()["o1"]
    grid.type("o1", "0")
    grid.says("o1", "บันทึกแล้ว")

    grid.holds(o1="0")
    assert (len(lost), arrived, stored()["o1"]) == (1, "100", "0")
    assert Change.objects.filter(field="o1").count() == 2


def test_session_that_ends_while_typing_is_renewed_in_another_tab_and_the_work_goes_on(people):
    grid = Grid(people[0])
    context = grid.page.context
    context.clear_cookies(name="sessionid")

    grid.type("o1", "100")
    grid.type("o2", "50")
    grid.warns("เซสชันหมดอายุ")
    grid.says("o2", "รอส่ง")
    grid.screen.check()
    with context.expect_page() as opened:
        grid.page.get_by_role("link", name="เข้าสู่ระบบ").click()
    opened.value.get_by_label("ชื่อผู้ใช้").fill("one")
    opened.value.get_by_label("รหัสผ่าน").fill("secret-for-tests")
    opened.value.get_by_role("button", name="เข้าสู่ระบบ").click()
    opened.value.wait_for_url("**/agencies/test/")
    opened.value.close()

    grid.says("o1", "บันทึกแล้ว")
    grid.says("o2", "บันทึกแล้ว")
    assert stored() == {"9": "88", "o1": "100", "o2": "50"}


def test_work_of_one_person_is_not_sent_in_the_name_of_another_who_signed_in_meanwhile(people):
    grid = Grid(people[0])
    other = next(cookie for cookie in people[1].page.context.cookies() if cookie["name"] == "sessionid")
    grid.page.context.add_cookies([other])

    grid.type("o1", "100")

    grid.warns("ขณะนี้เข้าสู่ระบบด้วยบัญชีอื่น")
    grid.says("o1", "รอส่ง")
    grid.holds(o1="100")
    assert stored()["o1"] == "50"


def test_pressing_twice_creates_one_measure(people):
    screen = people[0]
    screen.open(f"{MEASURES}add/")
    screen.fill(TITLE, "อบรมเจ้าหน้าที่")
    screen.tick("ความเร่งด่วน", "รักษามาตรฐาน")
    typed = screen.page.evaluate("[...new FormData(document.querySelector('#edit-form'))]")

    screen.page.get_by_role("button", name="บันทึก").last.dblclick()
    screen.sees("เพิ่มมาตรการ m1 แล้ว")
    sent_again = screen.page.request.post(
        screen.page.url + "add/",
        form=dict(typed),
        headers={"X-CSRFToken": dict(typed)["csrfmiddlewaretoken"], "Referer": screen.page.url},
    )

    assert "มาตรการ m1 บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ" in sent_again.text()
    assert Measure.objects.count() == 1


def test_text_of_a_form_outlives_the_closed_tab_and_what_another_saved_meanwhile(people, year):
    measure = make_measure(year, title="เดิม")
    mine, theirs = people
    for screen in people:
        screen.open(f"{MEASURES}{measure.pk}/")
    mine.fill(TITLE, "ของฉัน พิมพ์ยังไม่จบ")
    mine.page.close()
    theirs.fill(TITLE, "ของเขา")
    theirs.press("บันทึก")

    mine.page = mine.page.context.new_page()
    mine.open(f"{MEASURES}{measure.pk}/")
    mine.press("ใส่กลับ")
    expect(mine.field(TITLE)).to_have_value("ของฉัน พิมพ์ยังไม่จบ")
    mine.page.get_by_role("button", name="บันทึก").last.click()

    choices = mine.page.get_by_role("group", name=TITLE)
    expect(choices).to_contain_text("ของเขา")
    expect(choices).to_contain_text("ของฉัน พิมพ์ยังไม่จบ")
    measure.refresh_from_db()
    assert measure.title == "ของเขา"


def test_form_without_a_line_stays_with_its_text(people, year):
    screen = people[0]
    measure = make_measure(year, title="เดิม")
    screen.open(f"{MEASURES}{measure.pk}/")
    screen.page.context.set_offline(True)

    screen.fill(TITLE, "ของฉัน")
    screen.page.get_by_role("button", name="บันทึก").last.click()
    screen.sees("อุปกรณ์นี้ไม่ได้เชื่อมต่ออินเทอร์เน็ต จึงยังไม่ได้บันทึก")
    expect(screen.field(TITLE)).to_have_value("ของฉัน")
    screen.page.context.set_offline(False)
    screen.press("บันทึก")

    screen.sees("บันทึกมาตรการ m1 แล้ว")
    measure.refresh_from_db()
    assert measure.title == "ของฉัน"


def test_grid_still_saves_by_its_button_where_scripts_do_not_run(year, new_context, live_server):
    context = new_context(java_script_enabled=False)
    screen = signed_in(context, live_server.url, make_user("plain", officer_of=year.agency))
    grid = Grid(screen)

    grid.cell("o1").fill("100")
    grid.cell("o2").fill("๕๐")
    grid.press("บันทึกคะแนน")

    screen.sees("บันทึกคะแนนแล้ว 2 ช่อง")
    expect(screen.page.get_by_role("button", name="วางจากตารางคำนวณ")).to_be_hidden()
    assert screen.page.url.endswith(OIT)
    assert stored() == {"9": "88", "o1": "100", "o2": "50"}


def when_the_browser_dies(screen):
    """Nothing of the page runs any more; what it kept while somebody typed is all there is."""
    with screen.page.expect_event("crash"), contextlib.suppress(Error):
        screen.page.goto("chrome://crash")
    screen.page = screen.page.context.new_page()


def test_what_was_typed_last_outlives_a_browser_that_dies(people, year):
    mine, other = people
    grid = Grid(mine)
    other.open(f"{MEASURES}add/")

    grid.type("o1", "10", key=None)
    when_the_browser_dies(mine)
    other.fill(TITLE, "ของฉัน พิมพ์ยังไม่จบ")
    when_the_browser_dies(other)
    again = Grid(mine)
    other.open(f"{MEASURES}add/")
    other.press("ใส่กลับ")

    again.holds(o1="10")
    again.says("o1", "ยังไม่บันทึก")
    expect(other.field(TITLE)).to_have_value("ของฉัน พิมพ์ยังไม่จบ")
    assert stored()["o1"] == "50"
