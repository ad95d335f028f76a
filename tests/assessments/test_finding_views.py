"""Pages of findings and targets: what is refused, what two people at once meet."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import Finding, Target
from tests.makers import make_agency, make_agency_year, make_assessment, make_finding, make_user

pytestmark = pytest.mark.django_db
INDICATORS = {str(number): 90 for number in range(1, 11)}
TYPED = {"issue": "", "indicator": "", "lowest": "", "urgency": "develop", "causes": "", "approaches": ""}


@pytest.fixture
def year():
    return make_assessment(make_agency_year(make_agency("tharamani")), scores=INDICATORS).agency_year


@pytest.fixture
def officer(client, year):
    client.force_login(make_user(officer_of=year.agency))
    return client


def url(name, year, *args):
    return reverse(f"assessments:{name}", args=[year.agency.code, year.fiscal_year, *args])


def text(response):
    return " ".join(response.content.decode().split())


# --- Findings ---------------------------------------------------------------------------------------------------------


def test_finding_form_starts_with_the_weak_items_of_the_issue(client):
    year = make_assessment(scores={"o27": 100, "o28": 90, "o29": 0}).agency_year
    client.force_login(make_user(officer_of=year.agency))

    initial = client.get(url("finding-add", year), {"issue": "7"}).context["form"].initial

    assert initial == {"issue": 7, "items": ["o28", "o29"], "lowest": "o29", "urgency": "urgent"}


def test_finding_form_starts_empty_for_an_issue_that_does_not_exist(officer, year):
    response = officer.get(url("finding-add", year), {"issue": "9", "indicator": "x"})

    assert response.context["form"].initial == {}


def test_finding_is_added_and_leads_back_to_its_issue(officer, year):
    typed = TYPED | {"issue": "7", "items": ["o29", "o28"], "lowest": "o29", "causes": " หนึ่ง \r\n\r\nสอง"}

    response = officer.post(url("finding-add", year), typed)

    finding = Finding.objects.get(agency_year=year)
    assert response.url == url("analysis", year) + "#issue-7"
    assert (finding.issue, finding.lowest, finding.urgency) == (7, "o29", "develop")
    assert (finding.texts("item"), finding.texts("cause")) == (["o29", "o28"], ["หนึ่ง", "สอง"])


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"issue": "9"}, "issue", "ไม่มีประเด็น “9” ประเด็นมี 1 ถึง 7"),
        ({"indicator": "11"}, "indicator", "กรอบปีนี้ไม่มีตัวชี้วัด “11”"),
        ({"items": ["o44"]}, "items", "กรอบปีนี้ไม่มีข้อ “o44” เลือกจากรายการ"),
        ({"items": ["o1"], "lowest": "o2"}, "lowest", "o2 ไม่อยู่ในข้อที่เลือก"),
        ({"urgency": ""}, "urgency", "เลือกความเร่งด่วน"),
        ({"urgency": "later"}, "urgency", "ไม่มีความเร่งด่วน “later”"),
    ],
)
def test_finding_with_bad_input_is_refused_and_the_typing_kept(officer, year, wrong, field, message):
    response = officer.post(url("finding-add", year), TYPED | {"causes": "ข้อความที่พิมพ์"} | wrong)

    assert message in response.context["form"].errors[field][0]
    assert "ข้อความที่พิมพ์</textarea>" in text(response)
    assert "<title>ข้อผิดพลาด:" in text(response)
    assert Finding.objects.count() == 0


def test_finding_refuses_an_item_of_another_year(officer, year):
    """o43 is of 2566; under 2567 there is none."""
    other = make_assessment(make_agency_year(year.agency, 2568), framework="ita-2567", scores={"o1": 50}).agency_year

    refused = officer.post(url("finding-add", other), TYPED | {"items": ["o43"], "causes": "ไม่ครบ"})
    taken = officer.post(url("finding-add", year), TYPED | {"items": ["o43"], "causes": "ไม่ครบ"})

    assert refused.context["form"].errors == {"items": ["กรอบปีนี้ไม่มีข้อ “o43” เลือกจากรายการ"]}
    assert taken.status_code == 302


def test_finding_without_a_cause_or_an_approach_is_refused(officer, year):
    empty = officer.post(url("finding-add", year), TYPED | {"items": ["o43"], "causes": " "})
    taken = officer.post(url("finding-add", year), TYPED | {"items": ["o43"], "approaches": "ตรวจก่อนเผยแพร่"})

    assert empty.context["form"].errors == {"causes": ["กรอกสาเหตุหรือแนวทางการยกระดับอย่างน้อยหนึ่งเรื่อง"]}
    assert taken.status_code == 302


def test_finding_of_five_megabytes_is_refused_in_thai_and_kept(officer, year):
    long_text = "ก" * 1_700_000

    response = officer.post(url("finding-add", year), TYPED | {"causes": long_text})

    assert response.context["form"].errors == {
        "causes": ["ยาว 1,700,000 ตัวอักษร เกิน 20,000 ตัวอักษรที่รับได้ ตัดให้สั้นลงแล้วบันทึกอีกครั้ง"]
    }
    assert long_text in response.content.decode()


def test_finding_is_changed(officer, year):
    finding = make_finding(year, issue=1, causes=["เดิม"])

    response = officer.post(url("finding-edit", year, finding.pk), TYPED | {"version": "1", "causes": "ใหม่"})

    assert response.url == url("analysis", year) + "#findings"
    assert Finding.objects.get().texts("cause") == ["ใหม่"]


def test_finding_changed_by_another_shows_both_and_saves_the_second_time(officer, year):
    finding = make_finding(year, issue=1, causes=["เดิม"])
    address = url("finding-edit", year, finding.pk)
    officer.post(address, TYPED | {"version": "1", "issue": "1", "causes": "ของผู้อื่น"})

    conflict = officer.post(address, TYPED | {"version": "1", "issue": "1", "causes": "ของเรา"})
    version = conflict.context["form"]["version"].value()
    officer.post(address, TYPED | {"version": version, "issue": "1", "causes": "ของเรา"})

    assert conflict.status_code == 409
    assert conflict.context["conflicts"] == [{"label": "สาเหตุ", "stored": "ของผู้อื่น", "typed": "ของเรา"}]
    assert "ของเรา</textarea>" in text(conflict)
    assert Finding.objects.get().texts("cause") == ["ของเรา"]


def test_finding_deleted_by_another_keeps_the_typing(officer, year):
    finding = make_finding(year)
    Finding.objects.all().delete()

    response = officer.post(url("finding-edit", year, finding.pk), TYPED | {"version": "1", "causes": "พิมพ์ไว้"})

    assert response.status_code == 404
    assert "พิมพ์ไว้</textarea>" in text(response)
    assert f'action="{url("finding-add", year)}"' in text(response)


@pytest.mark.parametrize("name", ["finding-edit", "finding-delete"])
def test_finding_of_another_agency_is_not_found_under_the_own_year(officer, year, name):
    theirs = make_finding(make_assessment(scores=INDICATORS).agency_year, causes=["ของหน่วยงานอื่น"])

    shown = officer.get(url(name, year, theirs.pk))
    written = officer.post(url(name, year, theirs.pk), TYPED | {"version": "1"})

    assert (shown.status_code, written.status_code) == (404, 404)
    assert "ของหน่วยงานอื่น" not in text(written)
    assert Finding.objects.get().texts("cause") == ["ของหน่วยงานอื่น"]


def test_finding_form_tells_of_stored_items_that_the_year_does_not_have(officer, year):
    finding = make_finding(year, items=["o1", "x9"])

    response = officer.get(url("finding-edit", year, finding.pk))

    assert "กรอบการประเมินปีนี้ไม่มีข้อ x9" in text(response)


def test_finding_is_deleted_after_asking(officer, year):
    finding = make_finding(year, issue=2, causes=["เดิม"])
    address = url("finding-delete", year, finding.pk)

    asked = officer.get(address)
    response = officer.post(address, {"version": "1"})

    assert "ประเด็นที่ 2" in text(asked)
    assert "<li>เดิม</li>" in text(asked)
    assert response.url == url("analysis", year) + "#issue-2"
    assert Finding.objects.count() == 0


@pytest.mark.parametrize("version", ["1", "", "abc"])
def test_finding_changed_meanwhile_is_not_deleted(officer, year, version):
    finding = make_finding(year, causes=["ของผู้อื่น"])
    Finding.objects.update(version=2)

    response = officer.post(url("finding-delete", year, finding.pk), {"version": version})

    assert response.status_code == 409
    assert "<li>ของผู้อื่น</li>" in text(response)
    assert response.context["form"]["version"].value() == 2
    assert Finding.objects.count() == 1


# --- Targets ----------------------------------------------------------------------------------------------------------


def test_targets_are_saved_and_shown_in_the_analysis(officer, year):
    response = officer.post(url("targets", year), {"value-total": "๙๕", "value-9": "92.5"})

    assert response.url == url("analysis", year) + "#indicators"
    assert {row.code: row.value for row in year.targets.all()} == {"total": Decimal(95), "9": Decimal("92.5")}
    aimed = {row.row.code: row for row in officer.get(url("analysis", year)).context["indicator_rows"]}
    assert (aimed["9"].aim, aimed["9"].gap, aimed["9"].has_own_target) == (Decimal("92.5"), Decimal("-2.5"), True)
    assert (aimed["1"].aim, aimed["1"].gap, aimed["1"].has_own_target) == (Decimal(85), Decimal(5), False)


def test_targets_page_says_what_all_targets_together_bring(officer, year):
    Target.objects.create(agency_year=year, code="9", value=86)

    outcome = officer.get(url("targets", year)).context["outcome"]

    assert outcome.gaps == {"9": Decimal(4)}
    assert outcome.sentences[0].startswith("ถ้าได้ตามเป้าหมายทุกรายการ")


def test_target_out_of_range_is_refused_and_kept(officer, year):
    response = officer.post(url("targets", year), {"value-total": "101", "value-9": "92"})

    assert "“101” ไม่ใช่คะแนน" in response.context["form"].errors["value-total"][0]
    assert 'value="92"' in text(response)
    assert Target.objects.count() == 0


def test_target_set_by_another_meanwhile_shows_both_and_saves_the_second_time(officer, year):
    Target.objects.create(agency_year=year, code="9", value=90, version=2)
    typed = {"value-total": "95", "value-9": "92", "version-9": "1"}

    conflict = officer.post(url("targets", year), typed)
    version = conflict.context["form"]["version-9"].value()
    officer.post(url("targets", year), typed | {"version-9": version})

    assert conflict.status_code == 409
    assert {"label": "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "stored": "90.00", "typed": "92.00"} in conflict.context["conflicts"]
    assert {row.code: row.value for row in year.targets.all()} == {"total": Decimal(95), "9": Decimal(92)}
