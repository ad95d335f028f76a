"""The pages of the checks beside the work: what they show, to whom, where their links lead, in how many queries."""

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.checking import check_year
from reports.checks import LOOK, MISSING
from reports.year_checks import STEPS
from tests.guards.addresses import MOST_QUERIES
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_progress, make_user
from tests.reports.faulty_year import faulty_year, told

pytestmark = pytest.mark.django_db
REMARK = re.compile(r"<li>\s*<p><strong>(.+?)</strong> (.+?)</p>", re.S)
LINK = re.compile(r'<a href="([^"]+)">')


@pytest.fixture
def year():
    return make_agency_year(make_agency("own", name="สำนักงานทดสอบ", province="ยะลา"), 2567)


@pytest.fixture
def officer(client, year):
    user = make_user("officer", officer_of=year.agency)
    client.force_login(user)
    return user


def place(part="", *, fragment=False, code="own"):
    query = "&".join([*([f"part={part}"] if part else []), *(["fragment=1"] if fragment else [])])
    return reverse("reports:live-checks", args=[code, 2567]) + (f"?{query}" if query else "")


def page_of(client, *args, **kwargs):
    """A year is joined to its พ.ศ. on screen; the remark says it with a plain space."""
    return client.get(place(*args, **kwargs)).content.decode().replace("พ.ศ.\u00a0", "พ.ศ. ")


def test_fragment_shows_exactly_the_remarks_of_its_step(client, officer, year):
    faulty_year(year)
    expected = {step: sorted((row[1], row[2]) for row in told(year) if row[0] == step) for step in STEPS}

    shown = {step: sorted(REMARK.findall(page_of(client, step, fragment=True))) for step in STEPS}

    assert all(expected.values())
    assert shown == expected
    assert ("ผลการดำเนินการ p1 “มาตรการหนึ่ง”", "ยังไม่ระบุงบประมาณ") in shown["progress"]
    assert ("มาตรการ m2 “มาตรการสอง”", "ยังไม่มีขั้นตอนหรือวิธีการปฏิบัติ") in shown["measures"]


def test_fragment_is_a_piece_of_a_page_and_says_its_numbers(client, officer, year):
    make_measure(year, indicator="9", title="มาตรการ", steps=["ประชุม"], responsible=["กลุ่ม"])

    piece = page_of(client, "measures", fragment=True)

    assert "<html" not in piece
    assert re.findall(r'data-total="(\d+)" data-said="(.+?)"', piece) == [("1", "ขาด 1")]
    assert REMARK.findall(piece) == [("มาตรการ m1 “มาตรการ”", "ยังไม่มีวิธีกำกับติดตามและรายงานผล")]


@pytest.mark.parametrize("step", STEPS)
def test_every_link_leads_to_a_page_with_the_box_that_mends_it(client, officer, year, step):
    faulty_year(year)

    links = {link.replace("&amp;", "&") for link in LINK.findall(page_of(client, step, fragment=True))}

    assert len(links) >= 2
    for link in sorted(links):
        path, _, box = link.partition("#")
        response = client.get(path)
        assert response.status_code == 200, link
        assert not box or f'id="{box}"' in response.content.decode(), link


def test_what_each_document_mends_on_its_own_page_has_a_link_a_document(client, officer, year):
    make_measure(year, indicator="9", title="มาตรการ", steps=["ประชุม"])

    piece = page_of(client, "documents", fragment=True)

    assert len(REMARK.findall(piece)) == 1
    assert LINK.findall(piece) == [
        *(reverse("reports:setup", args=["own", 2567, kind]) for kind in ("measures", "full", "announcement")),
        place(),
    ]


def test_whole_page_groups_by_state_and_filters_by_step(client, officer, year):
    faulty_year(year)
    checks = check_year(year)

    page, measures = client.get(place()), client.get(place("measures"))

    missing, look = len(checks.in_state(MISSING)), len(checks.in_state(LOOK))
    assert page.content.decode().count('<article class="panel check-result">') == missing + look
    assert page.content.decode().index('id="missing-title"') < page.content.decode().index('id="look-title"')
    assert f"ทุกขั้นตอน <span>{len(checks.told)}</span>" in page.content.decode()
    assert f'aria-current="true">มาตรการ <span>{len(checks.of("measures"))}</span>' in measures.content.decode()
    assert measures.content.decode().count('class="check-documents"') == len(checks.of("measures"))
    assert "ยังไม่ระบุงบประมาณ" not in measures.content.decode()


def test_items_of_one_form_have_one_link_and_the_whole_page_names_each(client, officer, year):
    make_assessment(year, scores={"9": 60, "o3": 0, "o6": 50})

    piece, whole = page_of(client, "analysis", fragment=True), page_of(client, "analysis")

    assert REMARK.findall(piece) == [("ตัวชี้วัดที่ 9: 2 ข้อ", "o3, o6 ยังไม่ได้วิเคราะห์สาเหตุ")]
    assert piece.count("/findings/add/?indicator=9") == whole.count("/findings/add/?indicator=9") == 1
    assert re.findall(r"<p>ข้อ (o\d+) .+? ได้ ([\d.]+) คะแนน", whole) == [("o3", "0.00"), ("o6", "50.00")]


def test_overview_piece_counts_every_step(client, officer, year):
    faulty_year(year)
    checks = check_year(year)

    piece = page_of(client, fragment=True)

    assert re.findall(r'\?part=(\w+)">(.+?)</a>', piece) == list(STEPS.items())
    assert [sum(map(int, re.findall(r" (\d+) เรื่อง<", row))) for row in piece.split("<li>")[1:]] == [
        count.total for count in checks.counts
    ]


def test_year_with_nothing_to_print_says_where_to_begin(client, officer, year):
    page, piece = page_of(client), page_of(client, "scores", fragment=True)

    assert reverse("assessments:scores", args=["own", 2567, "baseline"]) + '">กรอกผลคะแนน</a>' in page
    assert "ปีนี้ยังไม่มีข้อมูลให้ตรวจ" in piece


def test_what_was_typed_is_escaped(client, officer, year):
    make_measure(year, title="<script>alert(1)</script> ปีงบประมาณ 2561")

    for page in (page_of(client), page_of(client, "measures", fragment=True)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_another_agency_an_unknown_step_and_an_unknown_year_are_a_404(client, officer, year):
    make_agency_year(make_agency("other"), 2567)

    assert client.get(place(code="other")).status_code == 404
    assert client.get(place("measures", fragment=True, code="other")).status_code == 404
    assert client.get(place("novel")).status_code == 404
    assert client.get(place().replace("2567", "2560")).status_code == 404


def test_nothing_of_another_agency_is_told(client, officer, year):
    make_measure(make_agency_year(make_agency("other"), 2567), title="มาตรการลับของหน่วยงานอื่น")
    make_measure(year, title="มาตรการ")

    assert "มาตรการลับ" not in page_of(client)


def test_administrator_sees_the_remarks_of_any_agency(client, year):
    make_measure(year, title="มาตรการ")
    client.force_login(make_user(administrator=True))

    assert "ยังไม่มีขั้นตอนหรือวิธีการปฏิบัติ" in page_of(client, "measures", fragment=True)


def test_who_may_only_look_sees_remarks_without_links_to_forms(year):
    make_measure(year, title="มาตรการ")
    remark = check_year(year).told[0].remark
    seen = {"links": [("", "/edit/")], "remark": remark, "check": {"title": "ขั้นตอน"}}

    assert "/edit/" in render_to_string("reports/_check_links.html", seen | {"can_edit": True})
    assert "<a" not in render_to_string("reports/_check_links.html", seen | {"can_edit": False})


@pytest.mark.parametrize("query", [{}, {"part": "measures", "fragment": True}, {"fragment": True}])
def test_year_is_read_once_however_many_measures(client, officer, year, query):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(place(**query))
        return len(found)

    faulty_year(year)
    few = queries()
    for number in range(5):
        measure = make_measure(year, f"n{number}", title=f"มาตรการ {number}", steps=["ประชุม", "สรุป"], indicator="9")
        make_progress(year, measure, performed=["ทำแล้ว"])

    assert queries() == few
    assert few <= MOST_QUERIES


@pytest.mark.parametrize(
    ("name", "more", "part"),
    [
        ("assessments:score-sheet", ["baseline", "OIT"], "scores"),
        ("assessments:scores", ["baseline"], "scores"),
        ("assessments:analysis", [], "analysis"),
        ("assessments:finding-add", [], "analysis"),
        ("measures:list", [], "measures"),
        ("measures:add", [], "measures"),
        ("measures:progress", [], "progress"),
        ("measures:progress-add", [], "progress"),
        ("reports:documents", [], "documents"),
        ("assessments:year", [], ""),
    ],
)
def test_work_page_links_to_the_checks_of_its_step(client, officer, year, name, more, part):
    faulty_year(year)

    page = client.get(reverse(name, args=["own", 2567, *more])).content.decode()

    assert f'<a href="{place(part)}">ตรวจงานปีนี้</a>' in page
    assert f'data-part="{part}"' in page
