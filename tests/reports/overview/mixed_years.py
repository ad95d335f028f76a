"""Agencies whose plan answers results of another year than that of most."""

from decimal import Decimal

from django.urls import reverse

from assessments.framework_store import get_framework
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

YEAR = 2569
CODES = ("IIT", "EIT", "OIT", "1", "o1")
MAIN, OTHER = get_framework("ita-2568"), get_framework("ita-2566")
LEFT_OUT = f"ไม่รวม 1 หน่วยงานที่ใช้ “{OTHER.name}” เพราะข้อและเกณฑ์ต่างกัน"
MAIN_ALONE = f"เฉพาะหน่วยงานที่ใช้ “{MAIN.name}” {LEFT_OUT}"


def scored(code, total, framework="ita-2568", before=None, **values):
    """An agency with this total in the year's plan; `before`, the year assessed before that."""
    agency = make_agency(code, name=code, **{"kind": "education_area", "province": "ตรัง", **values})
    assessed_year = int(framework.removeprefix("ita-"))
    if before is not None:
        year = make_agency_year(agency, YEAR - 1)
        make_assessment(
            year, framework=f"ita-{assessed_year - 1}", total=Decimal(before), scores=dict.fromkeys(CODES, before)
        )
    year, scores = make_agency_year(agency, YEAR), dict.fromkeys(CODES, total)
    make_assessment(year, framework=framework, total=Decimal(total), scores=scores)
    return agency


def make_mixed():
    """Four agencies of one year's results, one of another's, one without any."""
    for number in range(4):
        scored(f"e{number}", 90 + number, before="80" if number else "95")
    make_measure(scored("other", 40, "ita-2566", before="90").years.get(fiscal_year=YEAR))
    make_agency_year(make_agency("idle", name="idle", kind="education_area", province="ตราด"), YEAR)
    refresh_all()


def page_of(client, name, **asked):
    """The page of that year as an administrator of all agencies sees it."""
    client.force_login(make_user(administrator=True))
    return client.get(reverse(f"reports:{name}"), {"year": YEAR, **asked})


def text(response):
    return " ".join(response.content.decode().split())
