"""The public finds what is published, and nothing else: not an agency, not a version, not who made it."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year
from tests.reports.public_pages import queries_of, read_aloud
from tests.reports.public_rows import put_out, take_back

pytestmark = pytest.mark.django_db
SEARCH = "/public/"
PLACE = 'href="/v/{}/"'


def shown(client, **asked):
    """The page of results; the derived rows are those of now."""
    refresh_all()
    response = client.get(SEARCH, asked)
    assert response.status_code == 200
    return response.content.decode()


def names(page):
    return re.findall(r'<a href="/public/agencies/[^"]+/">([^<]+)</a>', page)


@pytest.mark.parametrize("typed", ["อบตทุ่งบัวขาว", "ทุ่งบัว ขาว", "อบต. ทุ่งบัวขาว", "sao-7", "องค์การบริหารส่วนตำบลทุ่งบัวขาว"])
def test_agency_is_found_by_what_people_type(client, typed):
    put_out(make_agency("sao-7", name="องค์การบริหารส่วนตำบลทุ่งบัวขาว"))
    put_out("เทศบาลตำบลหนองน้ำใส")

    assert names(shown(client, q=typed)) == ["องค์การบริหารส่วนตำบลทุ่งบัวขาว"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["ก", "ข", "ค"]),
        ({"province": "ลำปาง"}, ["ข"]),
        ({"kind": "hospital"}, ["ค"]),
        ({"document": "progress"}, ["ก"]),
        ({"kind": "education_area", "province": "ลำปาง", "document": "measures"}, ["ข"]),
        ({"province": "ลำปาง", "document": "progress"}, []),
        ({"year": "2566"}, ["ง"]),
    ],
)
def test_agencies_are_narrowed_down_by_each_field(client, asked, found):
    first = put_out(make_agency(name="ก", province="พะเยา")).agency_year.agency
    put_out(first, kind="progress")
    put_out(make_agency(name="ข", province="ลำปาง"))
    put_out(make_agency(name="ค", kind="hospital"))
    put_out(make_agency(name="ง"), fiscal_year=2566)

    assert names(shown(client, **asked)) == found


def test_each_document_is_shown_with_title_number_date_and_address_the_plan_before_the_report(client):
    agency = put_out("สำนักงานทดสอบ", kind="progress", title="รายงานผล").agency_year.agency
    plan = put_out(agency, title="มาตรการ", number=2)

    page = shown(client)

    assert PLACE.format(plan.address) in page
    said = read_aloud(page)
    assert f"มาตรการ ของสำนักงานทดสอบ ฉบับที่ 2 · เผยแพร่ 5 กุมภาพันธ์ 2567 · /v/{plan.address}" in said
    assert said.index("มาตรการ ของ") < said.index("รายงานผล ของ")


def test_only_the_latest_version_that_stands_is_offered(client):
    first = put_out("สำนักงานทดสอบ")
    second = put_out(first.agency_year.agency, number=2)
    newest = put_out(first.agency_year.agency, number=3)
    take_back(newest)

    page = shown(client)

    assert [PLACE.format(each.address) in page for each in (first, second, newest)] == [False, True, False]


def test_what_is_withdrawn_this_moment_is_offered_to_nobody(client):
    gone, other = put_out("หน่วยงานที่ถอน"), put_out("หน่วยงานอื่น")
    shown(client)
    take_back(gone)

    page = client.get(SEARCH).content.decode()

    assert names(page) == ["หน่วยงานอื่น"]
    assert PLACE.format(other.address) in page
    assert gone.address not in page


def test_nothing_unpublished_is_told_whatever_is_asked(client):
    put_out("หน่วยงานที่เผยแพร่")
    put_out("หน่วยงานที่กำลังจัดทำ", state="requested", title="เอกสารลับ")
    make_agency_year(make_agency(name="หน่วยงานที่ไม่เคยเผยแพร่", province="ลำปาง"), 2567)
    take_back(put_out("หน่วยงานที่ถอนทุกฉบับ"))

    for asked in ({}, {"q": "หน่วยงาน"}, {"province": "ลำปาง"}, {"q": "หน่วยงานที่กำลังจัดทำ"}, {"document": "measures"}):
        page = shown(client, **asked)
        said = read_aloud(page).replace(asked.get("q", ""), "")
        assert [word for word in ("กำลังจัดทำ", "ลับ", "ไม่เคยเผยแพร่", "ถอนทุกฉบับ") if word in said] == []


def test_newest_year_with_a_publication_is_shown_unless_another_is_asked_for(client):
    agency = put_out("เผยแพร่สองปี", fiscal_year=2566).agency_year.agency
    put_out(agency, fiscal_year=2567)
    make_agency_year(agency, 2568)

    page = shown(client)

    assert "1 หน่วยงานที่เผยแพร่เอกสารของปีงบประมาณ พ.ศ. 2567" in page
    assert re.findall(r'<option value="(25\d\d)"', page) == ["2567", "2566"]


def test_agency_of_another_year_is_pointed_to(client):
    put_out("เผยแพร่ปีก่อน", fiscal_year=2566)
    put_out("เผยแพร่ปีนี้", fiscal_year=2567)

    page = shown(client, q="เผยแพร่ปีก่อน")

    address = unescape(re.search(r'<a href="(\?[^"]+)">ปีงบประมาณ พ.ศ. 2566</a>', page)[1])
    assert names(client.get(SEARCH + address).content.decode()) == ["เผยแพร่ปีก่อน"]


def test_years_are_named_only_where_what_was_typed_has_published(client):
    agency = put_out("เผยแพร่สองปี", fiscal_year=2566).agency_year.agency
    put_out(agency, fiscal_year=2565)
    put_out("เผยแพร่ปีนี้", fiscal_year=2567)

    def years(**asked):
        return re.findall(r'">ปีงบประมาณ พ.ศ. (\d+)</a>', shown(client, **asked))

    assert years(q="เผยแพร่สองปี") == ["2566", "2565"]
    assert years(q="เผยแพร่ปีนี้", document="progress") == []
    assert years(q="ไม่มีใคร") == []
    assert years(kind="hospital") == []


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [("มาตรการส่งเสริมคุณธรรม", True), ("รายงานผล", True), ("ประกาศ", True), ("ผลวิเคราะห์", True), ("ไม่มีใคร", False)],
)
def test_words_of_a_title_are_told_where_the_document_is_chosen(client, typed, is_told):
    put_out("สำนักงานทดสอบ", title="มาตรการส่งเสริมคุณธรรม")

    said = read_aloud(shown(client, q=typed))

    assert ("ค้นหาหน่วยงาน ไม่ได้ค้นหาชื่อเอกสาร" in said) is is_told
    assert ("แล้วเลือกที่ช่อง “ชนิดเอกสาร”" in said) is is_told


def test_words_of_a_title_in_the_name_of_an_agency_find_it(client):
    put_out("กองประกาศข่าว")

    page = shown(client, q="ประกาศ")

    assert names(page) == ["กองประกาศข่าว"]
    assert "ไม่ได้ค้นหาชื่อเอกสาร" not in page


def test_portal_without_publications_says_so(client):
    make_agency_year()

    assert "ยังไม่มีหน่วยงานใดเผยแพร่เอกสาร" in shown(client)


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "2570"},
        {"year": "ปีนี้"},
        {"kind": "'; DROP TABLE"},
        {"province": "\x00"},
        {"page": "99999999999999999999"},
        {"page": "-1"},
        {"document": "poster"},
        {"q": "ก" * 999},
    ],
)
def test_address_that_somebody_edited_still_shows_a_page(client, asked):
    put_out("สำนักงานทดสอบ")

    assert names(shown(client, **asked)) == ["สำนักงานทดสอบ"]


def test_what_was_typed_comes_back_as_text(client):
    put_out('<b>"ชื่อ"</b>')

    page = shown(client, q='"><script>alert(1)</script>')

    assert "<script>alert" not in page
    assert '<b>"' not in shown(client)


def test_pages_show_each_agency_once_and_keep_what_was_asked(client):
    for number in range(30):
        put_out(f"หน่วยงานที่ {number:02}")
    put_out("ที่อื่น")

    first = shown(client, q="หน่วยงานที่", document="measures")
    following = unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    second = client.get(SEARCH + following).content.decode()

    assert [len(names(first)), len(names(second))] == [25, 5]
    assert names(first) + names(second) == [f"หน่วยงานที่ {number:02}" for number in range(30)]
    assert following == f"?{urlencode({'year': 2567, 'q': 'หน่วยงานที่', 'document': 'measures'})}&page=2"


@pytest.mark.parametrize("path", [SEARCH, f"{SEARCH}?document=measures", f"{SEARCH}?q=หน่วย"])
def test_search_asks_the_same_number_of_queries_for_one_and_many(client, path):
    put_out("หน่วยงานหนึ่ง")
    refresh_all()
    few = queries_of(client, path)
    for number in range(30):
        put_out(put_out(f"หน่วยงานที่ {number:02}").agency_year.agency, kind="progress")
    refresh_all()

    assert queries_of(client, path) == few == 4


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ({"q": "หนึ่ง", "document": "progress"}, ["2565"]),
        ({"document": "progress"}, ["2565"]),
        ({"q": "หนึ่ง", "province": "ตราด"}, []),
        ({"kind": "hospital"}, ["2566"]),
        ({"kind": "hospital", "document": "progress"}, []),
    ],
)
def test_years_that_are_pointed_to_have_all_that_is_asked_for(client, asked, years):
    agency = make_agency(name="หน่วยงานหนึ่ง", province="ตรัง", kind="education_area")
    put_out(agency, fiscal_year=2567)
    put_out(agency, fiscal_year=2566)
    put_out(agency, fiscal_year=2565, kind="progress")
    put_out(make_agency(name="หน่วยงานอื่น", province="ตราด", kind="hospital"), fiscal_year=2566)

    page = shown(client, **asked)

    addresses = re.findall(r'<a href="(\?[^"]+)">ปีงบประมาณ พ.ศ. (\d+)</a>', page)
    assert [year for _, year in addresses] == years
    assert all(names(client.get(SEARCH + unescape(address)).content.decode()) for address, _ in addresses)


def test_agency_of_the_capital_is_in_no_province(client):
    put_out(make_agency("bkk", name="หน่วยงานเมืองหลวง", kind="hospital", province="กรุงเทพมหานคร"))
    put_out(make_agency(name="หน่วยงานต่างจังหวัด", kind="hospital", province="ตรัง"))

    page, own = shown(client), client.get("/public/agencies/bkk/").content.decode()

    assert "<p>โรงพยาบาล · กรุงเทพมหานคร</p>" in page
    assert "<p>โรงพยาบาล · จังหวัดตรัง</p>" in page
    assert '<p class="lead">โรงพยาบาล · กรุงเทพมหานคร</p>' in own
