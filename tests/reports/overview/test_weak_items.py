"""Items weak in many agencies: exact against the stored scores, in order, with the year before, for one's own only."""

from decimal import Decimal
from fractions import Fraction

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import thai
from assessments.framework_store import get_framework
from assessments.models import Body, Membership
from assessments.scoring.arithmetic import rounded
from reports.overview.refreshing import refresh_all
from reports.overview.weak_items import NO_NAME, Before, ItemSums, charted, weak_items
from reports.shares import percent
from tests.makers import make_agency, make_agency_year, make_assessment, make_user
from tests.reports.overview.scored_agencies import FRAMEWORK, administrator, assessments_of, make_results

OLD, NEW = get_framework("ita-2566"), get_framework("ita-2568")


def sums(scored, weak, points=0):
    return ItemSums(scored, Decimal(points), weak)


# --- Pure ------------------------------------------------------------------------------------------------------------


def test_items_are_ordered_by_share_then_by_number_then_as_the_framework_has_them():
    found = weak_items(
        FRAMEWORK, {"i1": sums(10, 5), "i2": sums(4, 3), "i3": sums(20, 10), "i4": sums(1, 0), "e1": sums(10, 5)}, {}
    )

    assert [weak.code for weak in found] == ["i2", "i3", "i1", "e1", "i4"]
    assert [weak.code for weak in charted(found)] == ["i2", "i3", "i1", "e1"]


def test_item_without_a_score_of_anybody_is_left_out():
    assert [weak.code for weak in weak_items(FRAMEWORK, {"o1": sums(1, 1)}, {}, instrument="OIT")] == ["o1"]
    assert weak_items(FRAMEWORK, {"o1": sums(1, 1)}, {}, instrument="IIT") == []


def test_shares_and_means_are_rounded_half_up_once():
    item = sums(800, 1, "68000.004")

    assert (item.share, item.mean, sums(0, 0).share, sums(0, 0).mean) == (Decimal("0.13"), Decimal("85.00"), None, None)


def test_merged_item_names_both_that_it_continues_with_the_reason():
    (weak,) = weak_items(NEW, {"o1": sums(2, 1)}, {"o1": sums(4, 1)})

    assert weak.before == (
        Before("o1", Decimal("25.00"), is_equal=False, reason=weak.reason),
        Before("o3", None, is_equal=False, reason=weak.reason),
    )
    assert weak.reason == "รวมข้อ o1 (โครงสร้าง) และ o3 (อำนาจหน้าที่) ของปี 2567 เป็นข้อเดียว"


def test_item_without_official_wording_says_so():
    (weak,) = weak_items(OLD, {"i1": sums(1, 1)}, {})

    assert weak.name == NO_NAME == "ยังไม่มีชื่อข้อทางการ"


def test_training_is_named_by_issue_and_by_topic():
    (weak,) = weak_items(FRAMEWORK, {"i1": sums(1, 1)}, {})

    assert weak.issues == ("กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",)
    assert weak.topic != ""


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def see(client):
    def get(user=None, code=None, **asked):
        client.force_login(user or administrator())
        address = reverse("reports:weak-agencies", args=[code]) if code else reverse("reports:weak-items")
        return client.get(address, {"year": 2568, **asked})

    return get


def rows_of(response):
    """{code: scored, weak, share, mean as printed}, in the order of the page."""
    (found,) = lxml.html.fromstring(response.content).xpath("//table[contains(@class, 'weak-items')]")
    rows = [[cell.text_content().strip() for cell in row] for row in found.xpath(".//tbody/tr")]
    return {row[0].split()[0]: row[2:6] for row in rows}


def recomputed(assessments, instrument=None):
    """The same from the stored scores."""
    scores, found = [each.score_by_code for each in assessments], {}
    for item in FRAMEWORK.items_of(instrument) if instrument else FRAMEWORK.items:
        values = [own[item.code] for own in scores if item.code in own]
        weak = sum(value < FRAMEWORK.pass_mark for value in values)
        mean = thai.score(rounded(Fraction(sum(values)) / len(values), 2))
        found[item.code] = (Fraction(weak, len(values)), weak, [str(len(values)), str(weak), share(weak, values), mean])
    ordered = sorted(found.items(), key=lambda each: (-each[1][0], -each[1][1]))
    return {code: shown for code, (_, _, shown) in ordered}


def share(weak, values):
    return f"{percent(weak, len(values)):.2f}"


@pytest.mark.django_db
def test_items_equal_those_recomputed_from_the_scores_in_order(see):
    for number in range(7):
        make_results(seed=number, province="ตรัง", without=["o2"] if number < 3 else [])
    refresh_all()

    everything, oit = see(), see(instrument="OIT")

    expected = recomputed(assessments_of())
    assert (rows_of(everything), list(rows_of(everything))) == (expected, list(expected))
    assert rows_of(oit) == recomputed(assessments_of(), "OIT")


@pytest.mark.django_db
def test_share_of_the_year_before_is_of_the_item_that_this_one_continues(see):
    scores = {"o43": 0, "o35": 100}
    for value in (0, 100, 100):
        agency = make_agency()
        year = make_agency_year(agency, 2567)
        make_assessment(year, framework="ita-2566", scores=scores | {"o43": value})
        make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores={"o35": 0})
    refresh_all()

    response = see()

    ((weak, _),) = response.context["items"]
    assert (weak.code, weak.before) == ("o35", (Before("o43", Decimal("33.33"), is_equal=True, reason=""),))
    assert "33.33 <small>(o43)</small>" in response.content.decode()


@pytest.mark.django_db
def test_kind_province_and_body_narrow_the_items(see):
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    area = Body.objects.create(name="กรม", kind="department", parent=ministry)
    make_results(seed=1, kind="municipality", province="ตรัง", body=area)
    make_results(seed=2, kind="department", province="ตราด")
    refresh_all()

    for asked in ({"kind": "municipality"}, {"province": "ตรัง"}, {"body": ministry.pk}):
        assert rows_of(see(**asked)) == recomputed(assessments_of(kind="municipality"))


@pytest.mark.django_db
def test_filters_that_sums_cannot_answer_are_named(see):
    make_results(seed=1)
    refresh_all()

    response = see(q="ไม่มี", passed="yes")

    assert response.context["unused"] == ["ค้นหาหน่วยงาน", "ผลการประเมิน"]
    assert rows_of(response) == recomputed(assessments_of())


@pytest.mark.django_db
def test_administrators_see_the_items_of_their_own_agencies(see):
    branch = Body.objects.create(name="กรม", kind="department")
    make_results(seed=1, kind="municipality", province="ตรัง", body=branch)
    make_results(seed=2, kind="department", province="ตราด")
    refresh_all()
    people = [
        administrator(reach="province", province="ตรัง"),
        administrator(reach="kind", kind="municipality"),
        administrator(reach="branch", body=branch),
    ]

    for user in people:
        assert rows_of(see(user)) == recomputed(assessments_of(province="ตรัง"))
        assert "ยังไม่มีผลการประเมิน" in see(user, province="ตราด", kind="department").content.decode()


@pytest.mark.django_db
def test_officer_finds_neither_page(see):
    officer = make_user(officer_of=make_results().agency_year.agency)

    assert [see(officer).status_code, see(officer, code="o1").status_code] == [404, 404]


@pytest.mark.django_db
def test_weak_agencies_are_those_under_the_pass_mark_the_lowest_first(see):
    for name, score in (("ก", "84.999999"), ("ข", 85), ("ค", 0), ("ง", 50), ("จ", 100)):
        year = make_agency_year(make_agency(name=name), 2568)
        make_assessment(year, framework="ita-2567", scores={"i1": score, "i2": 0})
        make_assessment(year, role="result", framework="ita-2568", scores={"i1": 1})
    refresh_all()

    response = see(code="i1")

    assert [(row.name, score) for row, score, _ in response.context["rows"]] == [
        ("ค", Decimal(0)),
        ("ง", Decimal(50)),
        ("ก", Decimal("84.999999")),
    ]
    assert response.context["page_obj"].paginator.count == 3


@pytest.mark.django_db
def test_weak_agencies_of_the_filter_and_of_ones_own_only(see):
    for name, province in (("ของตรัง", "ตรัง"), ("ของตราด", "ตราด")):
        year = make_agency_year(make_agency(name=name, province=province), 2568)
        make_assessment(year, framework="ita-2567", scores={"o1": 0})
    refresh_all()

    own = see(administrator(reach="province", province="ตรัง"), code="o1")
    asked = see(code="o1", q="ตราด")

    assert [row.name for row, _, _ in own.context["rows"]] == ["ของตรัง"]
    assert [row.name for row, _, _ in asked.context["rows"]] == ["ของตราด"]


@pytest.mark.django_db
def test_item_leads_to_its_weak_agencies_with_the_filter(see, client):
    make_results(seed=1, name="ของตรัง", province="ตรัง")
    make_results(seed=1, name="ของตราด", province="ตราด")
    refresh_all()
    page = lxml.html.fromstring(see(province="ตรัง").content)

    address = page.xpath("//table[contains(@class, 'weak-items')]//th/a[1]/@href")[0]

    assert [row.name for row, _, _ in client.get(address).context["rows"]] == ["ของตรัง"]


@pytest.mark.django_db
def test_item_leads_to_the_provinces_by_the_items_of_its_instrument(see, client):
    make_results(seed=1, province="ตรัง")
    refresh_all()
    links = "//a[contains(., 'ดูข้อนี้รายจังหวัด')]/@href"

    in_table = lxml.html.fromstring(see(province="ตรัง").content).xpath(links)
    (of_item,) = lxml.html.fromstring(see(code="o1", province="ตรัง").content).xpath(links)

    assert len(in_table) == len(FRAMEWORK.items)
    assert of_item in in_table
    response = client.get(of_item)
    choice = response.context["choice"]
    assert (choice.by, choice.of, choice.instrument, choice.order) == ("province", "items", "OIT", "o1")
    assert response.context["asked"].values == {"province": "ตรัง"}


@pytest.mark.django_db
def test_agencies_without_scores_of_items_are_counted_and_explained(see):
    make_results(seed=1, province="ตรัง")
    for province in ("ตรัง", "ตรัง", "ตราด"):
        year = make_agency_year(make_agency(province=province), 2568)
        make_assessment(year, framework="ita-2567", scores={}, total=90)
    make_agency_year(make_agency(province="ตรัง"), 2568)
    refresh_all()

    everything, own = see(q="ไม่ใช้"), see(administrator(reach="province", province="ตรัง"))

    words = "ของ {} หน่วยงาน · ในจำนวนนี้ {} หน่วยงานมีเฉพาะคะแนนรวม ไม่มีคะแนนรายข้อหรือมีไม่ครบ"
    assert words.format(4, 3) in everything.content.decode()
    assert words.format(3, 2) in own.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["weak-items", "heat-map"])
def test_agency_of_ones_own_elsewhere_is_in_no_sum_and_not_explained_away(client, page):
    make_results(seed=1, province="ตรัง")
    elsewhere = make_results(seed=2, province="ตราด").agency_year.agency
    user = administrator(reach="province", province="ตรัง")
    Membership.objects.create(user=user, agency=elsewhere, role="officer")
    refresh_all()
    client.force_login(user)

    response = client.get(reverse(f"reports:{page}"), {"year": 2568, "by": "province", "of": "items"})

    assert response.context["assessed"].agencies == 1
    assert "ในจำนวนนี้" not in response.content.decode()


@pytest.mark.django_db
def test_nothing_is_explained_where_every_agency_has_items(see):
    make_results(seed=1)
    refresh_all()

    assert "ในจำนวนนี้" not in see().content.decode()


@pytest.mark.django_db
def test_file_of_weak_agencies_holds_all_of_the_filter_and_nobody_elses(see):
    for number in range(30):
        agency = make_agency(name=f"ของตรัง {number:02}", province="ตรัง", kind="municipality")
        make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores={"o1": number})
    other = make_agency_year(make_agency(name="ของตราด", province="ตราด"), 2568)
    make_assessment(other, framework="ita-2567", scores={"o1": 0})
    refresh_all()

    response = see(administrator(reach="province", province="ตรัง"), code="o1", format="csv")

    text = b"".join(response.streaming_content).decode()
    head, *lines = text.splitlines()
    assert head == "\ufeffรหัสหน่วยงาน,หน่วยงาน,ประเภท,จังหวัด,คะแนน"
    assert [line.split(",", 1)[1] for line in lines] == [
        f"ของตรัง {number:02},เทศบาล,ตรัง,{number}.00" for number in range(30)
    ]


@pytest.mark.django_db
def test_share_of_all_is_printed_with_two_decimals(see):
    make_low("ตรัง")
    refresh_all()

    assert [cells[2] for cells in rows_of(see()).values()] == ["100.00", "0.00"]


@pytest.mark.django_db
def test_file_holds_the_items_as_they_are_shown(see):
    make_results(seed=1)
    refresh_all()

    response = see(instrument="EIT", format="csv")

    text = b"".join(response.streaming_content).decode()
    head, *lines = text.splitlines()
    assert head.startswith("\ufeffข้อ,ชื่อข้อ,ตัวชี้วัด,")
    assert [line.split(",")[0] for line in lines] == list(recomputed(assessments_of(), "EIT"))


@pytest.mark.django_db
@pytest.mark.parametrize("code", [None, "o1"])
def test_queries_do_not_grow_with_the_agencies(client, code):
    client.force_login(administrator())
    make_low("ตรัง")
    one = queries_of(client, code)
    for number in range(29):
        make_low("ตราด" if number % 2 else "ตรัง")

    thirty = queries_of(client, code)

    assert one == thirty
    assert thirty <= 15


def make_low(province):
    year = make_agency_year(make_agency(province=province), 2568)
    make_assessment(year, framework="ita-2567", scores={"o1": 0, "o2": 100})


def queries_of(client, code):
    refresh_all()
    address = reverse("reports:weak-agencies", args=[code]) if code else reverse("reports:weak-items")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, {"year": 2568}).status_code == 200
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?instrument=XXX&kind=ship&body=99999", 200),
        ("?year=2500&format=csv", 200),
        ("?year=99999999999999999999&instrument=%00", 200),
        ("o1/?page=99999", 200),
        ("o1/?page=x&year=2500", 200),
        ("o9999/", 404),
        ("%00/", 404),
        ("total/", 404),
    ],
)
def test_odd_addresses_show_a_page_or_nothing(client, path, status):
    make_results(seed=1)
    refresh_all()
    client.force_login(administrator())

    assert client.get(reverse("reports:weak-items") + path).status_code == status
