"""The page of the check: what it says, that every link leads to the box that mends it, and that nothing is blocked."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.models import Agency, PastResult
from measures.models import Photo
from reports.checking import check_document
from reports.models import Narrative, NarrativeLine
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_limitation,
    make_measure,
    make_progress,
    make_user,
)

pytestmark = pytest.mark.django_db
OLD = "ปีงบประมาณ พ.ศ. 2561"
LINK = re.compile(r'<a href="([^"]+)">ไปแก้ไข')


@pytest.fixture
def year():
    return make_agency_year(make_agency("own", name="สำนักงานทดสอบ", province="ยะลา"), 2567)


@pytest.fixture
def officer(client, year):
    user = make_user("officer", officer_of=year.agency)
    client.force_login(user)
    return user


def place(kind="full"):
    return reverse("reports:check", args=["own", 2567, kind])


def counts(report):
    return (("ขาด", len(report.missing)), ("ต้องดูด้วยตา", len(report.look)), ("ครบ", len(report.complete)))


def faulty_year(year):
    """A year in which every kind of place has something to mend."""
    scores = {"9": 99, "9.1": 95, "9.2": 95, "9.3": 95, "9.4": 95, "9.5": 95, "10": 95, "o29": 0, "o36": 0}
    make_assessment(year, scores=scores, total=99, level="C")
    PastResult.objects.create(agency_year=year, position=0, fiscal_year=2566, total=50)
    make_finding(year, indicator="9", items=["o29"], urgency="develop")
    texts = {kind: [OLD] for kind in ("improvement", "assessed_point", "cause", "approach", "limitation")}
    measure = make_measure(
        year, "m1", urgency="develop", issue=1, items=["o29"], weak_point=OLD, period_text=OLD, steps=[OLD], lines=texts
    )
    make_measure(year, "m2", indicator="3", title="การใช้งบประมาณ", period=(None, None))
    make_measure(year, "m3", issue=1, weak_point=OLD, period=(date(2023, 10, 1), date(2025, 9, 30)))
    make_progress(year, measure, activity=OLD, performed=[OLD], obstacles=OLD, suggestions=OLD, budget_source=OLD)
    make_progress(year, measure, outcomes=[OLD], period_start=date(2020, 10, 1), period_end=date(2020, 10, 2))
    make_limitation(year, OLD)
    Photo.objects.create(agency_year=year, position=0, caption=OLD, taken_on=date(2020, 1, 1))
    narrative = Narrative.objects.create(agency_year=year, part="preface")
    NarrativeLine.objects.create(narrative=narrative, kind="paragraph", position=0, text="นำผลของปีงบประมาณ 2561 มาใช้")


def test_page_counts_explains_quotes_and_links(client, officer, year):
    make_measure(year, title="เผยแพร่สถิติ", indicator="9", steps=["คัดลอกจาก สพป.สตูล เขต 1 มาใช้"])

    page = client.get(place("measures")).content.decode()

    report = client.get(place("measures")).context["check"]
    assert [f"{state} {count} เรื่อง" for state, count in counts(report)] == re.findall(
        r'"state state-\w+">(\S+ \d+ เรื่อง)<', page
    )
    assert "ยังไม่มีวิธีกำกับติดตามและรายงานผล" in page
    assert "มีชื่อ “สพป.สตูล เขต 1” ซึ่งไม่ใช่ของหน่วยงานนี้" in page
    assert "<blockquote>คัดลอกจาก สพป.สตูล เขต 1 มาใช้</blockquote>" in page
    assert reverse("measures:edit", args=["own", 2567, year.measures.get().pk]) + "#id_steps" in page
    assert "องค์ประกอบตามข้อ o34 ของการประเมินปี พ.ศ. 2567" in page


def test_every_link_leads_to_a_page_with_the_box_that_mends_it(client, officer, year):
    faulty_year(year)

    links = {link.replace("&amp;", "&") for link in LINK.findall(client.get(place()).content.decode())}

    assert len(links) > 40
    for link in sorted(links):
        path, _, box = link.partition("#")
        response = client.get(path)
        assert response.status_code == 200, link
        assert not box or f'id="{box}"' in response.content.decode(), link


def test_links_start_what_is_missing(client, officer, year):
    faulty_year(year)

    page = client.get(place()).content.decode()

    assert reverse("measures:add", args=["own", 2567]) + "?point=o36" in page
    assert reverse("measures:add", args=["own", 2567]) + "?issue=2" in page
    assert f"?measure={year.measures.get(key='m2').pk}" in page
    assert reverse("assessments:finding-add", args=["own", 2567]) + "?indicator=10" in page


def test_what_was_typed_is_escaped(client, officer, year):
    make_measure(year, title="<script>alert(1)</script> ปีงบประมาณ 2561")

    page = client.get(place("measures")).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_each_kind_has_its_page_and_another_kind_is_a_404(client, officer, year):
    for kind in ("analysis", "measures", "progress", "full", "announcement"):
        assert "ตรวจก่อนเผยแพร่" in client.get(place(kind)).content.decode()

    assert client.get(place("novel")).status_code == 404


def test_findings_block_nothing(client, officer, year):
    make_measure(year, title="ปีงบประมาณ 2561")

    client.get(place("measures"))

    assert client.get(reverse("reports:docx", args=["own", 2567, "measures"])).status_code == 200


def test_page_takes_few_queries_however_many_agencies_there_are(client, officer, year, django_assert_max_num_queries):
    faulty_year(year)
    Agency.objects.bulk_create(Agency(code=f"x{n}", name=f"หน่วยงาน {n}", kind="education_area") for n in range(50))

    with django_assert_max_num_queries(16):  # one for the header's count of news
        client.get(place())


def test_summary_for_other_pages_counts_and_leads_to_the_check(year):
    make_measure(year, title="มาตรการ")

    html = render_to_string(
        "reports/_check_summary.html",
        {
            "check": check_document(year, "announcement"),
            "agency": year.agency,
            "fiscal_year": 2567,
            "with_link": True,
        },
    )

    assert "ต้องดูด้วยตา 1 เรื่อง" in html
    assert "ขาด" not in html
    assert place("announcement") in html
