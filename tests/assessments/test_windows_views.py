"""Pages of a closed step: read, not written, typed text kept; and the pages where windows and exceptions are kept."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import localdate

from assessments import thai
from assessments.framework_store import get_framework
from assessments.models import AgencyYear, Change, Finding, Membership, Score, WindowException, YearWindow
from assessments.services.results_runs import confirm_import, send_file
from assessments.windows import ENTRY, PLAN, PROGRESS
from ita_portal.jobs.running import run_all
from measures.models import Limitation, Measure, Photo, ProgressEntry
from reports.exchange.exporting import export_agency_year
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_measure,
    make_progress,
    make_user,
)
from tests.measures.pages import as_typed
from tests.measures.pictures import picture_bytes, upload

pytestmark = pytest.mark.django_db

CLOSED = {
    ENTRY: "ปิดรับผลคะแนนและวิเคราะห์ของปีงบประมาณ พ.ศ. 2567 แล้วเมื่อสิ้นวันที่ 31 มกราคม 2563",
    PLAN: "ปิดรับมาตรการของปีงบประมาณ พ.ศ. 2567 แล้วเมื่อสิ้นวันที่ 31 มกราคม 2563",
    PROGRESS: "ปิดรับผลการดำเนินการของปีงบประมาณ พ.ศ. 2567 แล้วเมื่อสิ้นวันที่ 31 มกราคม 2563",
}
FINDING = {"issue": "", "indicator": "9", "lowest": "", "urgency": "urgent", "causes": "ที่พิมพ์ไว้", "approaches": ""}


@pytest.fixture
def year(client):
    year = make_assessment(make_agency_year(make_agency("own"), 2567), scores={"9": 70}).agency_year
    client.force_login(make_user(officer_of=year.agency))
    return year


def close(*steps, fiscal_year=2567):
    for step in steps:
        YearWindow.objects.create(
            fiscal_year=fiscal_year, step=step, opens_on=date(2020, 1, 1), closes_on=date(2020, 1, 31)
        )


def url(name, *args):
    return reverse(name, args=["own", 2567, *args])


def after_closing(client, step, path, **typed):
    """A form that was opened while the step was open and is sent when it is not."""
    form = client.get(path).context["form"]
    close(step)
    return client.post(path, {**as_typed(form), **typed})


# --- Pages of a closed step ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "name", "args", "offer"),
    [
        (ENTRY, "assessments:scores", ["baseline"], "กรอกคะแนนรวมและระดับ"),
        (PROGRESS, "assessments:scores", ["result"], "กรอกคะแนนรวมและระดับ"),
        (ENTRY, "assessments:analysis", [], "analysis/targets/"),
        (PLAN, "measures:list", [], "เพิ่มมาตรการ"),
        (PROGRESS, "measures:progress", [], "เพิ่มผลการดำเนินการ"),
        (PROGRESS, "measures:photos", [], "เพิ่มภาพ"),
    ],
)
def test_page_of_a_closed_step_says_so_and_offers_no_editing(client, year, step, name, args, offer):
    make_assessment(year, role="result", framework="ita-2567", scores={"9": 80})
    before = client.get(url(name, *args))
    close(step)

    after = client.get(url(name, *args))

    assert (offer in before.text, CLOSED[step] in before.text) == (True, False)
    assert (offer in after.text, CLOSED[step] in after.text) == (False, True)
    assert (after.context["can_edit"], after.context["is_locked"]) == (False, True)


def test_other_steps_stay_editable(client, year):
    close(ENTRY)

    page = client.get(url("measures:list"))

    assert (page.context["can_edit"], page.context["is_locked"]) == (True, False)


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (ENTRY, "assessments:finding-add"),
        (ENTRY, "assessments:targets"),
        (ENTRY, "assessments:past-results"),
        (PLAN, "measures:add"),
        (PLAN, "measures:limitations"),
        (PROGRESS, "measures:progress-add"),
        (PROGRESS, "measures:photo-add"),
    ],
)
def test_form_of_a_closed_step_is_not_shown(client, year, step, name):
    close(step)

    page = client.get(url(name))

    assert next(template.name for template in page.templates) == "assessments/locked.html"
    assert CLOSED[step] in page.text
    assert page.status_code == 200


def test_grid_of_a_closed_step_is_read_only(client, year):
    close(ENTRY)

    form = client.get(url("assessments:score-sheet", "baseline", "OIT")).context["form"]

    assert form.lock.startswith(CLOSED[ENTRY])
    assert all(row.is_locked for row in form.rows)


def test_measure_sent_to_a_closed_step_comes_back_as_typed(client, year):
    measure = make_measure(year, indicator="9", title="เดิม", steps=["ก"])

    page = after_closing(client, PLAN, url("measures:edit", measure.pk), title="ที่พิมพ์ไว้")

    assert page.status_code == 409
    assert page.context["form"]["title"].value() == "ที่พิมพ์ไว้"
    assert page.context["errors"][0]["text"].startswith(CLOSED[PLAN])
    assert "ขอผ่อนผันจากผู้ดูแลระดับส่วนกลาง" in page.text
    assert Measure.objects.get().title == "เดิม"


def test_page_of_a_form_sent_to_a_closed_step_says_why_once(client, year):
    measure = make_measure(year, indicator="9", title="เดิม", steps=["ก"])

    sent = after_closing(client, PLAN, url("measures:edit", measure.pk), title="ที่พิมพ์ไว้")
    close(ENTRY)
    sheet = url("assessments:score-sheet", "baseline", "OIT")
    pages = [sent, client.get(sheet), client.post(sheet, {"s-9": "88.8", "w-9": "70", "v-9": "1"})]

    assert [page.text.count(CLOSED[step]) for page, step in zip(pages, (PLAN, ENTRY, ENTRY), strict=True)] == [1, 1, 1]


def test_new_rows_sent_to_a_closed_step_come_back_as_typed(client, year):
    forms = {
        "measures:add": (PLAN, {"title": "ที่พิมพ์ไว้", "indicator": "9", "urgency": "urgent"}),
        "measures:progress-add": (PROGRESS, {"activity": "ที่พิมพ์ไว้"}),
    }

    for name, (step, typed) in forms.items():
        page = after_closing(client, step, url(name), **typed)
        assert page.context["form"].errors == {}
        assert (page.status_code, "ที่พิมพ์ไว้" in page.text, CLOSED[step] in page.text) == (409, True, True)

    assert (Measure.objects.count(), ProgressEntry.objects.count()) == (0, 0)


def test_finding_targets_and_earlier_years_come_back_as_typed(client, year):
    finding = make_finding(year, indicator="9", causes=["เดิม"])
    close(ENTRY)
    sent = {
        url("assessments:finding-add"): FINDING,
        url("assessments:finding-edit", finding.pk): FINDING | {"version": "1"},
        url("assessments:targets"): {"score-9": "99.5", "9": "99.5"},
        url("assessments:past-results"): {
            "year-TOTAL_FORMS": "1", "year-INITIAL_FORMS": "0", "version": "1",
            "year-0-fiscal_year": "2565", "year-0-total": "77.7",
        },
    }  # fmt: skip

    pages = [client.post(path, data) for path, data in sent.items()]

    assert [page.status_code for page in pages if "ที่พิมพ์ไว้" in page.text] == [409, 409]
    assert 'value="77.7"' in pages[3].text
    assert CLOSED[ENTRY] in pages[3].text
    assert [finding.texts("cause") for finding in Finding.objects.all()] == [["เดิม"]]
    assert year.past_results.count() == 0


def test_scores_sent_to_a_closed_step_come_back_as_typed(client, year):
    close(ENTRY)
    sheet = url("assessments:score-sheet", "baseline", "OIT")

    page = client.post(sheet, {"s-9": "88.8", "w-9": "70", "v-9": "1"})
    cells = client.post(
        sheet + "cells/",
        {"cells": [{"code": "9", "value": "88.8", "base": "70", "version": 1}]},
        content_type="application/json",
    )

    assert (page.status_code, 'value="88.8"' in page.text, CLOSED[ENTRY] in page.text) == (409, True, True)
    assert cells.status_code == 409
    assert cells.json()["message"].startswith(CLOSED[ENTRY])
    assert Score.objects.get().value == 70


def test_announced_total_sent_to_a_closed_step_comes_back_as_typed(client, year):
    page = after_closing(client, ENTRY, url("assessments:announced", "baseline"), total="91.25")

    assert (page.status_code, 'value="91.25"' in page.text) == (409, True)
    assert AgencyYear.objects.get().baseline.total is None


def test_buttons_and_deletions_of_a_closed_step_change_nothing(client, year):
    first, second, finding = make_measure(year, "m1"), make_measure(year, "m2"), make_finding(year, indicator="9")
    draft = make_measure(year, "m3", is_draft=True)
    entry = make_progress(year, first)
    close(ENTRY, PLAN, PROGRESS)
    sent = {
        url("measures:move", second.pk): {"direction": "up"},
        url("measures:accept", draft.pk): {"version": "1"},
        url("measures:draft"): {},
        url("measures:delete", second.pk): {"version": "1"},
        url("measures:progress-delete", entry.pk): {"version": "1"},
        url("assessments:finding-delete", finding.pk): {"version": "1"},
        url("measures:limitations"): {"limitations": "ก", "seen": ""},
        url("measures:photo-add"): {"picture": upload(picture_bytes()), "caption": "ก", "taken_on": "15/1/2567"},
    }

    answers = {path: client.post(path, data).status_code for path, data in sent.items()}

    assert answers == dict.fromkeys(sent, 409)
    assert [measure.key for measure in Measure.objects.order_by("position")] == ["m1", "m2", "m3"]
    assert Measure.objects.get(key="m3").is_draft is True
    assert (Finding.objects.count(), ProgressEntry.objects.count()) == (1, 1)
    assert (Limitation.objects.count(), Photo.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_file_of_a_year_is_refused_in_words_while_a_step_is_closed(client, year):
    import json

    make_measure(year, indicator="9", title="เดิม")
    value = export_agency_year(year)
    value["measures"][0]["title"] = "จากไฟล์"
    close(PLAN)

    page = client.post(
        reverse("reports:import"),
        {"file": ContentFile(json.dumps(value).encode(), name="y.json"), "replace": "on"},
    )

    assert (page.status_code, CLOSED[PLAN] in page.text) == (409, True)
    assert Measure.objects.get().title == "เดิม"


def test_year_whose_entry_is_closed_is_not_opened_and_the_form_stays(client, year):
    close(ENTRY, fiscal_year=2570)
    framework = get_framework("ita-2569").code

    page = client.post(reverse("assessments:year-open", args=["own"]), {"fiscal_year": "2570", "framework": framework})

    assert (page.status_code, "ปิดรับผลคะแนนและวิเคราะห์ของปีงบประมาณ พ.ศ. 2570" in page.text) == (409, True)
    assert page.context["form"]["fiscal_year"].value() == "2570"
    assert [row.fiscal_year for row in AgencyYear.objects.all()] == [2567]


def test_exception_opens_the_pages_and_is_told(client, year):
    close(PLAN)
    until = localdate() + timedelta(days=3)
    WindowException.objects.create(
        window=YearWindow.objects.get(), agency=year.agency, until=until, reason="น้ำท่วม", granted_by=make_user()
    )

    page = client.get(url("measures:list"))

    assert (page.context["can_edit"], page.context["is_locked"]) == (True, False)
    assert f"หน่วยงานนี้ได้รับการผ่อนผันถึงวันที่ {thai.long_date(until)}" in page.text


def test_overview_says_when_each_step_closes(client, year):
    close(PLAN)
    YearWindow.objects.create(fiscal_year=2567, step=PROGRESS, opens_on=date(2020, 2, 1), closes_on=date(2090, 9, 30))

    page = client.get(url("assessments:year"))

    assert [(window.step, state) for window, state in page.context["windows"]] == [
        (PLAN, "ปิดรับแล้วเมื่อสิ้นวันที่ 31 มกราคม 2563"),
        (PROGRESS, "เปิดรับถึงวันที่ 30 กันยายน 2633"),
    ]
    assert "exceptions/" not in page.text


def test_imported_results_pass_a_closed_step_and_the_history_says_so():
    make_agency("a-1", name="หน่วยงาน ก")
    make_agency("a-2", name="หน่วยงาน ข")
    close(ENTRY)
    text = "หน่วยงาน,ตัวชี้วัด 1,คะแนนรวม\nหน่วยงาน ก,95,96\nหน่วยงาน ข,90,91\n"
    row = send_file(
        file=ContentFile(text.encode(), name="ผล.csv"),
        framework=get_framework("ita-2566"),
        create_kind="",
        by=make_user(administrator=True),
    )
    run_all()
    row.refresh_from_db()

    confirm_import(results_import=row, by=row.by)
    run_all()

    row.refresh_from_db()
    notes = Change.objects.filter(field="ช่วงเวลา").order_by("agency__code")
    assert (row.state, row.written) == ("imported", 4)
    assert [(note.agency.code, note.fiscal_year, note.after) for note in notes] == [
        (code, 2567, f"นำเข้าโดยผู้ดูแลนอกช่วงเวลาเปิดรับ: {CLOSED[ENTRY]}") for code in ("a-1", "a-2")
    ]


# --- Keeping the windows ---------------------------------------------------------------------------------------------

WINDOWS, YEAR = "/oversight/windows/", "/oversight/windows/2567/"


@pytest.fixture
def admin(client):
    admin = make_user(administrator=True)
    client.force_login(admin)
    return admin


def typed(**days):
    """`days` is {step: (first, last, version)}; the other steps stay always open."""
    blank = {step: ("", "", "0") for step in (ENTRY, PLAN, PROGRESS)}
    names = ("opens", "closes", "version")
    return {
        f"{name}-{step}": value
        for step, values in (blank | days).items()
        for name, value in zip(names, values, strict=True)
    }


def test_windows_are_saved_shown_and_recorded(client, admin):
    answer = client.post(YEAR, typed(plan=("1/10/2566", "๓๑ ธันวาคม ๒๕๖๖", "0")))

    row = YearWindow.objects.get()
    assert answer.headers["Location"] == YEAR
    assert (row.step, row.opens_on, row.closes_on) == (PLAN, date(2023, 10, 1), date(2023, 12, 31))
    assert "มาตรการ: 1 ตุลาคม 2566 ถึง 31 ธันวาคม 2566" in client.get(WINDOWS).text
    page = client.get(YEAR)
    assert {change.by for change in page.context["changes"]} == {admin}
    assert "31 ธันวาคม 2566" in page.text


def test_windows_lead_to_the_agencies_where_exceptions_are_made(client, admin):
    page, of_year = client.get(WINDOWS), client.get(YEAR)

    link = f'<a href="{reverse("assessments:agency-list")}">หน่วยงาน</a>'
    assert f'<li class="breadcrumb-item">{link}</li>' in page.text
    assert f"เลือกหน่วยงานได้จากหน้า{link}" in page.text
    assert f'<li class="breadcrumb-item">{link}</li>' in of_year.text
    assert "<title>ช่วงเวลาเปิดรับ พ.ศ. 2567" in of_year.text


@pytest.mark.parametrize(
    ("days", "errors"),
    [
        (("1/10/2566", ""), {"closes-plan": ["มาตรการ: กรอกทั้งวันเปิดและวันปิด หรือเว้นว่างทั้งสองช่อง"]}),
        (("", "1/10/2566"), {"opens-plan": ["มาตรการ: กรอกทั้งวันเปิดและวันปิด หรือเว้นว่างทั้งสองช่อง"]}),
        (("2/10/2566", "1/10/2566"), {"closes-plan": ["มาตรการ: วันปิดรับอยู่ก่อนวันเปิดรับ"]}),
        (
            ("1/10/2023", "x"),
            {
                "opens-plan": ["ปี 2023 ใน “1/10/2023” ไม่ใช่ปี พ.ศ. ที่ใช้ได้ (2550–2650): หากเป็นปี ค.ศ. ให้บวก 543"],
                "closes-plan": ["“x” ไม่ใช่วันที่: พิมพ์วัน เดือน และปี พ.ศ. เช่น 1/10/2566 หรือ 1 ตุลาคม 2566"],
            },
        ),
    ],
)
def test_days_that_do_not_fit_are_refused_by_name(client, admin, days, errors):
    page = client.post(YEAR, typed(plan=(*days, "0")))

    assert page.context["form"].errors == errors
    assert YearWindow.objects.count() == 0


def test_windows_that_somebody_else_changed_are_compared(client, admin):
    client.post(YEAR, typed(plan=("1/10/2566", "31/12/2566", "0")))

    page = client.post(YEAR, typed(plan=("1/10/2566", "15/1/2567", "0")))
    again = client.post(YEAR, as_typed(page.context["form"]))

    assert page.status_code == 409
    assert page.context["conflicts"] == [
        {"label": "ปิดรับเมื่อสิ้นวันที่ (มาตรการ)", "stored": "31/12/2566", "typed": "15/1/2567"}
    ]
    assert (again.status_code, YearWindow.objects.get().closes_on) == (302, date(2024, 1, 15))


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_odd_version_never_fits(client, admin, version):
    assert client.post(YEAR, typed(plan=("1/10/2566", "31/12/2566", version))).status_code == 409
    assert YearWindow.objects.count() == 0


def test_window_with_an_exception_is_not_removed(client, admin, year):
    client.force_login(admin)
    close(PLAN)
    client.post(url("assessments:window-exceptions"), exception("1/10/2633"))

    page = client.post(YEAR, typed(plan=("", "", "1")))

    assert (page.status_code, "มีการผ่อนผันแล้ว จึงลบช่วงเวลานี้ไม่ได้" in page.text) == (409, True)
    assert YearWindow.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", [WINDOWS, YEAR, "/oversight/windows/2024/"])
def test_windows_are_a_404_for_who_does_not_oversee_all(client, path, method):
    agency = make_agency(kind="local", province="ตาก")
    user = make_user(officer_of=agency)
    Membership.objects.create(user=user, role="administrator", reach="province", province="ตาก")
    client.force_login(user)

    assert getattr(client, method)(path).status_code == 404


def test_year_out_of_time_is_a_404(client, admin):
    assert client.get("/oversight/windows/2024/").status_code == 404


# --- Exceptions ------------------------------------------------------------------------------------------------------


def exception(until, reason="น้ำท่วม", step=PLAN):
    return {"step": step, "until": until, "reason": reason}


def test_exception_is_granted_once_with_its_reason(client, year, admin):
    client.force_login(admin)
    close(PLAN)

    answers = [client.post(url("assessments:window-exceptions"), exception("๑/๑๐/๒๖๓๓")) for _ in range(2)]

    row = WindowException.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (row.agency, row.until, row.reason, row.granted_by) == (year.agency, date(2090, 10, 1), "น้ำท่วม", admin)
    page = client.get(url("assessments:window-exceptions"))
    assert [(window.step, state) for window, state in page.context["windows"]] == [(PLAN, "เปิดรับถึงวันที่ 1 ตุลาคม 2633")]
    assert "น้ำท่วม" in page.text


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"reason": ""}, {"reason": ["กรอกเหตุผลของการผ่อนผัน"]}),
        ({"until": ""}, {"until": ["กรอกวันที่ผ่อนผันถึง"]}),
        ({"until": "   "}, {"until": ["กรอกวันที่ผ่อนผันถึง"]}),
        ({"until": "1/1/2563"}, {"until": ["วันที่ผ่านไปแล้วไม่ช่วยให้แก้ไขได้: กรอกวันนี้หรือวันหลังจากนี้"]}),
    ],
)
def test_exception_without_a_day_or_a_reason_is_refused(client, year, admin, data, errors):
    client.force_login(admin)
    close(PLAN)

    page = client.post(url("assessments:window-exceptions"), exception("1/10/2633") | data)

    assert (page.status_code, page.context["form"].errors) == (200, errors)
    assert WindowException.objects.count() == 0


def test_exceptions_are_for_who_oversees_the_agency(client, year):
    close(PLAN)
    path = url("assessments:window-exceptions")
    other = make_user()
    Membership.objects.create(user=other, role="administrator", reach="province", province="ตาก")

    by_officer = [client.get(path).status_code, client.post(path, exception("1/10/2633")).status_code]
    client.force_login(other)
    by_other = [client.get(path).status_code, client.post(path, exception("1/10/2633")).status_code]

    assert (by_officer, by_other) == ([403, 403], [404, 404])
    assert WindowException.objects.count() == 0


def test_year_without_windows_has_nothing_to_except(client, year, admin):
    client.force_login(admin)

    assert client.get(url("assessments:window-exceptions")).status_code == 404
