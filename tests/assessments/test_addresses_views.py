"""The pages of addresses: the form, what two people do to each other in it, carrying over, pasting, and the log."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import assessments.address_jobs  # noqa: F401 registers the task
from assessments.models import AddressCheck, Membership, OitAddress, YearWindow
from ita_portal.jobs.models import Job
from tests.makers import make_agency, make_agency_year, make_user

pytestmark = pytest.mark.django_db
PAGE, LOG, CHECK = (f"/agencies/a-1/2569/addresses/{name}" for name in ("", "log/", "check/"))
MOMENT = timezone.make_aware(datetime(2026, 11, 20, 2, 5))


@pytest.fixture
def year():
    return make_agency_year(make_agency("a-1"), 2569)


@pytest.fixture
def officer(client, year):
    user = make_user(officer_of=year.agency)
    client.force_login(user)
    return user


def make_address(year, code="o1", url="https://a.th/1", framework="ita-2569"):
    return OitAddress.objects.create(agency_year=year, framework_code=framework, code=code, url=url)


def make_check(address, outcome="ok", status=200, **values):
    values = {"url": address.url, "checked_at": MOMENT, "milliseconds": 1250} | values
    return AddressCheck.objects.create(address=address, outcome=outcome, status=status, **values)


def text_of(response, selector=r"<main.*</main>"):
    found = re.search(selector, response.content.decode(), re.S)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


def posted(*rows, **values):
    """Rows as a browser sends them: (code, typed, what stood there, its version)."""
    data = dict(values)
    for code, typed, seen, version in rows:
        data |= {f"url-{code}": typed, f"seen-{code}": seen, f"version-{code}": str(version)}
    return data


def stored():
    return dict(OitAddress.objects.order_by("pk").values_list("code", "url"))


# --- The form --------------------------------------------------------------------------------------------------------


def test_page_has_a_row_for_each_item_and_says_whose_items_they_are(client, year, officer):
    response = client.get(PAGE)

    rows = response.context["rows"]
    assert [row.item.code for row in rows] == [f"o{number}" for number in range(1, 27)]
    assert "ใช้ข้อของกรอบการประเมินปี พ.ศ. 2569" in text_of(response)
    assert "ในระบบ" not in text_of(response, r'<p class="lead">.*?</p>')


def test_page_of_a_year_whose_framework_is_unknown_says_so(client, year, officer):
    make_agency_year(year.agency, 2572)

    response = client.get("/agencies/a-1/2572/addresses/")

    assert text_of(response, r'<p class="lead">.*?</p>').endswith(
        "ใช้ข้อของกรอบการประเมินปี พ.ศ. 2569 เพราะยังไม่มีกรอบปี พ.ศ. 2572 ในระบบ"
    )


def test_saving_writes_the_touched_rows_and_says_how_many(client, year, officer):
    make_address(year, "o1", "https://a.th/1")

    data = posted(("o1", "https://a.th/1", "https://a.th/1", 1), ("o2", " https://a.th/ข้อ ", "", 0), ("o3", "", "", 0))
    response = client.post(PAGE, data, follow=True)

    assert stored() == {"o1": "https://a.th/1", "o2": "https://a.th/ข้อ"}
    assert [str(message) for message in response.context["messages"]] == ["บันทึกที่อยู่แล้ว 1 ข้อ"]


def test_address_that_is_none_is_refused_at_its_row_and_the_rest_stays_typed(client, year, officer):
    response = client.post(PAGE, posted(("o1", "ftp://a.th", "", 0), ("o2", "https://a.th/2", "", 0)))

    assert response.context["form"].errors == {"url-o1": ["ใส่ที่อยู่ให้ครบ เริ่มด้วย https:// หรือ http://"]}
    assert (stored(), response.context["form"]["url-o2"].value()) == ({}, "https://a.th/2")
    assert "o1" in text_of(response, r'<div class="error-summary".*?</div>')


def test_address_typed_without_a_scheme_is_saved_with_one_and_the_same_one_is_no_change(client, year, officer):
    make_address(year, "o1", "https://www.a.th/1")

    client.post(PAGE, posted(("o1", "www.a.th/1", "https://www.a.th/1", 1), ("o2", "a.go.th/ข้อ", "", 0)))

    assert stored() == {"o1": "https://www.a.th/1", "o2": "https://a.go.th/ข้อ"}
    assert OitAddress.objects.get(code="o1").version == 1


def test_rows_that_others_changed_and_this_person_did_not_touch_stay_theirs(client, year, officer):
    make_address(year, "o1", "https://a.th/theirs")
    OitAddress.objects.update(version=2)

    client.post(PAGE, posted(("o1", "https://a.th/1", "https://a.th/1", 1), ("o2", "https://a.th/2", "", 0)))

    assert stored() == {"o1": "https://a.th/theirs", "o2": "https://a.th/2"}


def test_same_row_is_a_conflict_that_is_shown_and_can_be_settled(client, year, officer):
    make_address(year, "o1", "https://a.th/theirs")
    OitAddress.objects.update(version=2)

    response = client.post(
        PAGE, posted(("o1", "https://a.th/mine", "https://a.th/1", 1), ("o2", "https://a.th/2", "", 0))
    )

    form = response.context["form"]
    (conflict,) = response.context["conflicts"]
    assert (response.status_code, stored()) == (409, {"o1": "https://a.th/theirs"})
    assert (conflict["stored"], conflict["typed"]) == ("https://a.th/theirs", "https://a.th/mine")
    again = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(PAGE, again).status_code == 302
    assert stored() == {"o1": "https://a.th/mine", "o2": "https://a.th/2"}


def test_forged_version_is_an_error_and_no_server_error(client, year, officer):
    response = client.post(PAGE, posted(("o1", "https://a.th/1", "", "x")))

    assert (response.status_code, stored()) == (200, {})


def test_code_of_no_item_is_left_alone(client, year, officer):
    client.post(PAGE, posted(("i1", "https://a.th/1", "", 0)))

    assert stored() == {}


def test_closed_window_does_not_close_this_page(client, year, officer):
    window = {"opens_on": MOMENT.date().replace(year=2020), "closes_on": MOMENT.date().replace(year=2021)}
    YearWindow.objects.create(fiscal_year=2569, step="entry", **window)

    client.post(PAGE, posted(("o1", "https://a.th/1", "", 0)))

    assert stored() == {"o1": "https://a.th/1"}


# --- Filling in ------------------------------------------------------------------------------------------------------


def test_carrying_over_fills_blank_rows_and_saves_nothing(client, year, officer):
    before = make_agency_year(year.agency, 2568)
    for code in ("o1", "o2", "o12"):
        make_address(before, code, f"https://a.th/{code}", "ita-2568")

    response = client.post(PAGE, posted(("o1", "https://a.th/own", "", 0), ("o2", "", "", 0), carry="1"))

    form = response.context["form"]
    assert form["url-o1"].value() == "https://a.th/own"
    assert (form["url-o2"].value(), form["url-o11"].value()) == ("https://a.th/o2", "https://a.th/o12")
    notes = {row.item.code: row.note for row in response.context["rows"] if row.note}
    assert (sorted(notes), notes["o2"]) == (["o11", "o2"], "ยกมาจาก o2 ปีงบประมาณ พ.ศ. 2568")
    assert notes["o11"].startswith("ตรวจก่อนใช้: ยกมาจาก o12 ปีงบประมาณ พ.ศ. 2568 ข้อนี้เปลี่ยนไปจากปีก่อน ")
    assert OitAddress.objects.filter(agency_year=year).count() == 0
    assert "นำที่อยู่ลงช่องแล้ว 2 ข้อ ยังไม่ได้บันทึก" in text_of(response)


def test_carried_rows_are_saved_with_the_next_click(client, year, officer):
    make_address(make_agency_year(year.agency, 2568), "o2", "https://a.th/o2", "ita-2568")

    form = client.post(PAGE, posted(("o2", "", "", 0), carry="1")).context["form"]
    client.post(PAGE, {name: form[name].value() for name in form.fields if form[name].value() is not None})

    rows = OitAddress.objects.filter(agency_year=year).values_list("code", "url", "framework_code")
    assert list(rows) == [("o2", "https://a.th/o2", "ita-2569")]


def test_button_to_carry_over_is_there_only_where_it_fills_something(client, year, officer):
    button = 'name="carry"'

    shown = [button in client.get(PAGE).content.decode()]
    make_address(make_agency_year(year.agency, 2568), "o2", "https://a.th/o2", "ita-2568")
    shown.append(button in client.get(PAGE).content.decode())
    make_address(year, "o2", "https://a.th/2")
    shown.append(button in client.get(PAGE).content.decode())

    assert shown == [False, True, False]


def test_pasted_lines_are_shown_in_their_rows_before_they_are_saved(client, year, officer):
    response = client.post(PAGE, posted(("o1", "", "", 0), pasted="๐๑\thttps://a.th/1\no99\thttps://a.th/99"))

    form = response.context["form"]
    assert (form["url-o1"].value(), form["pasted"].value(), stored()) == ("https://a.th/1", "", {})
    assert response.context["problems"] == ["บรรทัดที่ 2 “o99\thttps://a.th/99”: ไม่มีข้อ o99 ในกรอบปีนี้ (พ.ศ. 2569)"]
    assert "data-refilled" in response.content.decode()
    assert "data-refilled" not in client.get(PAGE).content.decode()


def test_pasted_address_that_is_none_is_refused_at_its_row(client, year, officer):
    response = client.post(PAGE, posted(("o1", "", "", 0), pasted="o1\thttps://a.th:8080/"))

    assert list(response.context["form"].errors) == ["url-o1"]


# --- What was found --------------------------------------------------------------------------------------------------


def test_page_counts_what_was_found_and_puts_the_broken_first(client, year, officer):
    make_check(make_address(year, "o1", "https://a.th/1"))
    make_check(make_address(year, "o2", "https://a.th/2"), "forbidden", 403)
    gone = make_address(year, "o3", "https://a.th/3")
    make_check(gone)
    make_check(gone, "not_found", 404)
    make_address(year, "o4", "https://a.th/4")
    edited = make_address(year, "o5", "https://a.th/5")
    make_check(edited, "timeout", None, url="https://a.th/old")

    response = client.get(PAGE)

    expected = [("เปิดได้", 1), ("เปิดไม่ได้", 1), ("ควรเปิดดูเอง", 1), ("ยังไม่ได้ตรวจ", 2), ("ยังไม่ได้กรอก", 21)]
    assert response.context["counts"] == expected
    assert [row.item.code for row in response.context["troubles"]] == ["o3", "o2"]
    assert text_of(response, r'<li id="row-o3".*?</li>').endswith(
        "ไม่พบหน้านี้ 20 พฤศจิกายน 2569 เวลา 02.05 น. รหัสตอบ 404 เปิดดู o3 ในแท็บใหม่"
    )
    assert "ตรวจครั้งล่าสุด 20 พฤศจิกายน 2569 เวลา 02.05 น." in text_of(response)


def test_button_asks_for_one_job_and_leads_to_its_progress(client, year, officer):
    make_address(year)

    responses = [client.post(CHECK), client.post(CHECK)]

    job = Job.objects.get()
    assert [response["Location"] for response in responses] == [LOG, LOG]
    assert (job.task, job.arguments, job.by) == ("assessments.check_addresses", {"agency_year_id": year.pk}, officer)
    assert "data-waiting" in client.get(LOG).content.decode()
    assert "ตรวจเดี๋ยวนี้" not in text_of(client.get(PAGE))


def test_button_without_an_address_asks_for_nothing(client, year, officer):
    response = client.post(CHECK, follow=True)

    assert Job.objects.count() == 0
    assert "ยังไม่มีที่อยู่ให้ตรวจ" in text_of(response)


# --- The log ---------------------------------------------------------------------------------------------------------


def test_log_shows_every_check_of_this_year_the_newest_first(client, year, officer):
    address = make_address(year)
    make_check(address)
    make_check(address, "not_found", 404, final_url="https://a.th/moved")
    make_check(make_address(make_agency_year(make_agency("other"), 2569), url="https://other.th/"))
    make_check(make_address(make_agency_year(year.agency, 2568), url="https://last.th/", framework="ita-2568"))

    response = client.get(LOG)

    assert [check.outcome for check in response.context["page_obj"]] == ["not_found", "ok"]
    assert text_of(response, r"<tbody>.*?</tr>") == (
        "20 พฤศจิกายน 2569 เวลา 02.05 น. o1 ไม่พบหน้านี้ รหัสตอบ 404 https://a.th/1 พาไปที่ https://a.th/moved 1.25"
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?code=o2", ["o2"]),
        ("?outcome=timeout", ["o2"]),
        ("?code=o1&outcome=timeout", []),
        ("?code=nonsense&outcome=ok", ["o1"]),
        ("?page=nonsense", ["o2", "o1"]),
    ],
)
def test_log_is_filtered_by_item_and_by_outcome(client, year, officer, asked, expected):
    make_check(make_address(year, "o1"))
    make_check(make_address(year, "o2"), "timeout", None)

    assert [check.address.code for check in client.get(LOG + asked).context["page_obj"]] == expected


def test_log_has_pages_that_keep_what_was_asked_for(client, year, officer):
    address = make_address(year)
    for _ in range(51):
        make_check(address)

    response = client.get(LOG + "?code=o1")

    assert len(response.context["page_obj"].object_list) == 50
    assert '"?code=o1&amp;page=2"' in response.content.decode()
    assert len(client.get(LOG + "?code=o1&page=2").context["page_obj"].object_list) == 1


# --- Who may ---------------------------------------------------------------------------------------------------------


def test_viewer_reads_and_changes_nothing(client, year):
    viewer = make_user()
    Membership.objects.create(user=viewer, agency=year.agency, role="viewer")
    make_check(make_address(year))
    client.force_login(viewer)

    page, log = client.get(PAGE), client.get(LOG)
    refused = [client.post(path, posted(("o2", "https://a.th/2", "", 0))).status_code for path in (PAGE, CHECK)]

    assert "https://a.th/1" in text_of(page)
    assert [name in page.content.decode() for name in ("url-o1", "ตรวจเดี๋ยวนี้", "วางหลายข้อ")] == [False] * 3
    assert (log.status_code, refused, stored(), Job.objects.count()) == (200, [403, 403], {"o1": "https://a.th/1"}, 0)


def test_other_agency_is_told_of_nothing(client, year):
    make_address(year)
    client.force_login(make_user(officer_of=make_agency("other")))

    answers = [client.get(PAGE), client.post(PAGE, {}), client.get(LOG), client.post(CHECK)]

    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.parametrize("path", [PAGE, LOG])
def test_pages_read_in_as_many_queries_for_three_rows_as_for_one(client, year, officer, path):
    client.get(path)
    numbers = []

    for codes in (["o1"], ["o2", "o3"]):
        for code in codes:
            address = make_address(year, code)
            make_check(address)
            make_check(address, "timeout", None)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1] <= 15


def test_year_leads_to_the_addresses(client, year, officer):
    assert f'href="{PAGE}"' in client.get("/agencies/a-1/2569/").content.decode()
