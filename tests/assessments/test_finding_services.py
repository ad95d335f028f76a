"""Findings and targets: what is written, what the history says, what a second writer meets."""

from decimal import Decimal

import pytest

from assessments.models import Change, Finding, FindingLine, Target
from assessments.services.findings import add_finding, change_finding, remove_finding
from assessments.services.targets import save_targets
from assessments.versioning import StaleVersion
from tests.makers import make_agency_year, make_finding, make_user

pytestmark = pytest.mark.django_db
NO_TEXTS = {"items": [], "causes": [], "approaches": []}
NOTHING = {"issue": None, "indicator": "", "lowest": "", "urgency": "develop", **NO_TEXTS}


def history():
    return list(Change.objects.order_by("pk").values_list("field", "before", "after"))


def test_add_finding_puts_it_last_with_its_texts_in_order():
    year = make_agency_year()
    make_finding(year)

    finding = add_finding(
        agency_year=year, by=make_user(), **{**NOTHING, "issue": 3, "items": ["o1", "o2"], "causes": ["หนึ่ง", "สอง"]}
    )

    assert (finding.position, finding.issue, finding.urgency) == (1, 3, "develop")
    assert (finding.texts("item"), finding.texts("cause")) == (["o1", "o2"], ["หนึ่ง", "สอง"])
    assert finding.texts("approach") == []


def test_add_finding_tells_the_history_who_wrote_what():
    year, user = make_agency_year(), make_user()

    add_finding(agency_year=year, by=user, **{**NOTHING, "issue": 3, "causes": ["หนึ่ง", "สอง"]})

    assert ("ประเด็น", "", "3") in history()
    assert ("สาเหตุ", "", "หนึ่ง\nสอง") in history()
    assert set(Change.objects.values_list("by", "agency", "fiscal_year")) == {(user.pk, year.agency_id, 2567)}


def test_change_finding_writes_only_what_differs():
    finding = make_finding(make_agency_year(), issue=2, causes=["เดิม"], items=["o1"])

    changed = change_finding(
        finding=finding,
        version=1,
        by=make_user(),
        **{**NOTHING, "issue": 2, "urgency": "urgent", "items": ["o1"], "causes": ["ใหม่"]},
    )

    assert changed is True
    assert history() == [("สาเหตุ", "เดิม", "ใหม่")]
    assert Finding.objects.get().version == 2


def test_change_finding_to_the_same_values_writes_nothing():
    finding = make_finding(make_agency_year(), urgency="develop")

    changed = change_finding(finding=finding, version=1, by=make_user(), **NOTHING)

    assert changed is False
    assert (Finding.objects.get().version, history()) == (1, [])


def test_change_finding_of_an_old_version_leaves_the_other_persons_text():
    finding = make_finding(make_agency_year(), causes=["เดิม"])
    theirs = Finding.objects.get()
    change_finding(finding=theirs, version=1, by=make_user(), **{**NOTHING, "causes": ["ของผู้อื่น"]})

    with pytest.raises(StaleVersion) as stale:
        change_finding(finding=finding, version=1, by=make_user(), **{**NOTHING, "causes": ["ของเรา"]})

    assert stale.value.row.texts("cause") == ["ของผู้อื่น"]
    assert Finding.objects.get().texts("cause") == ["ของผู้อื่น"]


def test_remove_finding_takes_its_texts_along():
    finding = make_finding(make_agency_year(), causes=["เดิม"])

    remove_finding(finding=finding, version=1, by=make_user())

    assert (Finding.objects.count(), FindingLine.objects.count(), len(history())) == (0, 0, 1)


def test_remove_finding_of_an_old_version_keeps_it():
    finding = make_finding(make_agency_year())
    Finding.objects.update(version=2)

    with pytest.raises(StaleVersion):
        remove_finding(finding=finding, version=1, by=make_user())

    assert Finding.objects.count() == 1


def test_save_targets_adds_changes_and_removes():
    year, user = make_agency_year(), make_user()
    Target.objects.create(agency_year=year, code="1", value=90)
    Target.objects.create(agency_year=year, code="2", value=91)
    values = {"total": Decimal(95), "1": Decimal(92), "2": None, "3": None}

    written = save_targets(agency_year=year, values=values, versions={"1": 1, "2": 1}, by=user)

    assert written == 3
    assert {row.code: row.value for row in year.targets.all()} == {"total": Decimal(95), "1": Decimal(92)}
    assert ("ค่าเป้าหมาย", "90", "92") in history()


@pytest.mark.parametrize("mine", [Decimal(93), None])
def test_save_targets_writes_nothing_when_one_row_was_changed_by_another(mine):
    year = make_agency_year()
    Target.objects.create(agency_year=year, code="1", value=90, version=2)
    values = {"total": Decimal(95), "1": mine}

    with pytest.raises(StaleVersion) as stale:
        save_targets(agency_year=year, values=values, versions={"1": 1}, by=make_user())

    assert stale.value.row.value == 90
    assert [(row.code, row.value) for row in year.targets.all()] == [("1", Decimal(90))]


def test_save_targets_refuses_a_target_that_another_added_meanwhile():
    year = make_agency_year()
    Target.objects.create(agency_year=year, code="1", value=90)

    with pytest.raises(StaleVersion):
        save_targets(agency_year=year, values={"1": Decimal(93)}, versions={}, by=make_user())

    assert year.targets.get().value == 90


def test_save_targets_does_not_bring_back_a_target_that_another_removed():
    year = make_agency_year()

    with pytest.raises(StaleVersion) as stale:
        save_targets(agency_year=year, values={"1": Decimal(93)}, versions={"1": 1}, by=make_user())

    assert stale.value.row is None
    assert year.targets.count() == 0


def test_save_targets_accepts_what_another_set_to_the_same():
    year = make_agency_year()
    Target.objects.create(agency_year=year, code="1", value=90, version=7)

    assert save_targets(agency_year=year, values={"1": Decimal(90)}, versions={"1": 1}, by=make_user()) == 0


def test_add_finding_twice_with_the_same_content_makes_one_row():
    year, user = make_agency_year(), make_user()
    content = {"issue": None, "indicator": "9", "items": ["o29"], "lowest": "o29", "urgency": "urgent"}
    content |= {"causes": ["ไม่ครบ"], "approaches": []}

    first = add_finding(agency_year=year, by=user, **content)
    second = add_finding(agency_year=year, by=user, **content)

    assert first == second
    assert year.findings.count() == 1
