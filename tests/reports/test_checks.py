"""The list of checks as a whole: complete against the frameworks, ordered, quiet where there is nothing to check."""

import re

import pytest

from assessments.framework_store import all_frameworks
from reports import checks
from reports.checks.registry import CHECKS
from reports.documents import KIND_NAMES
from reports.views.checks import Addresses
from tests.guards.source import ROOT
from tests.reports.checked import subject
from tests.reports.samples import measure, progress

COMPONENTS = {
    (document.kind, component.code)
    for framework in all_frameworks()
    for document in framework.documents
    for component in document.components
}


@pytest.mark.parametrize(("kind", "component"), sorted(COMPONENTS))
def test_every_required_component_has_a_check_in_its_document_and_in_the_full_report(kind, component):
    for wanted in (kind, "full"):
        assert [check.code for check in checks.checks_of(wanted) if component in check.components], wanted


def test_no_check_answers_for_a_component_that_no_framework_has():
    known = {component for _, component in COMPONENTS}

    assert {component for check in CHECKS for component in check.components} == known


def test_codes_of_checks_are_unique():
    codes = [check.code for check in CHECKS]

    assert len(codes) == len(set(codes))


def test_every_kind_of_document_has_checks_and_every_check_a_kind():
    assert all(checks.checks_of(kind) for kind in KIND_NAMES)
    assert [check.code for check in CHECKS if not check.kinds or not set(check.kinds) <= set(KIND_NAMES)] == []


def test_full_report_runs_every_check_of_its_parts():
    parts = {check for kind in ("analysis", "measures", "progress") for check in checks.checks_of(kind)}

    assert set(checks.checks_of("full")) == parts


def test_missing_stands_before_what_to_look_at_and_that_before_what_is_complete():
    report = checks.run(subject("measures", measures=[measure(steps=["ประชุม"], title="มาตรการ", indicator="9")]))

    states = [result.state for result in report.results]

    assert states == sorted(states, key=["missing", "look", "complete"].index)
    assert report.missing + report.look + report.complete == report.results


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_empty_year_is_checked_without_an_error_and_praised_for_nothing(kind):
    report = checks.run(subject(kind))

    assert [result.code for result in report.complete] == []
    assert [result.code for result in report.look if result.code != "approval"] == (
        ["develop_answered"] if kind in ("measures", "full") else []
    )


def test_components_of_an_empty_plan_are_missing_and_the_approval_is_for_people():
    (item,) = checks.run(subject("measures")).items

    assert (item.code, item.fiscal_year, item.is_verified) == ("o34", 2567, False)
    assert [component.state for component in item.components] == ["missing"] * 9 + ["look"]


def test_components_of_a_complete_plan_are_complete():
    scores = {str(code): 100 for code in range(1, 11)} | {"10": 90}
    complete = measure(
        title="มาตรการ", indicator="10", steps=["ประชุม"], responsible=["กลุ่มอำนวยการ"], monitoring="รายงานทุกไตรมาส"
    )

    (item,) = checks.run(subject("measures", scores=scores, measures=[complete])).items

    assert [component.state for component in item.components] == ["complete"] * 9 + ["look"]


def test_full_report_answers_for_the_items_of_both_documents():
    report = checks.run(subject("full", measures=[measure()], progress=(progress(),)))

    assert [item.code for item in report.items] == ["o34", "o35"]


def test_component_that_a_framework_adds_is_for_people_until_a_check_is_made():
    framework = next(framework for framework in all_frameworks() if framework.fiscal_year == 2567)
    added = type(framework.documents[0].components[0])("photographs", "มีภาพ", framework.levels_provenance)

    component = checks.component_result(added, "measures", {})

    assert (component.state, component.results) == ("look", ())


def test_every_page_that_a_check_names_has_an_address():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "reports" / "checks").glob("*.py"))
    named = set(re.findall(r'Place\(\s*"([a-z-]+)"', source)) | {"entry", "measure"}

    assert named <= set(Addresses.PAGES)
