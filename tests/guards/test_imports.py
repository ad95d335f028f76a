"""Facts flow one way: an earlier app never knows a later one, and pure modules know no database, clock or request."""

import ast

import pytest

from tests.guards.source import ROOT, imported, place, python_files

MAY_IMPORT = {
    "ita_portal/jobs": {"ita_portal/jobs"},
    "assessments": {"ita_portal/jobs", "assessments"},
    "measures": {"ita_portal/jobs", "assessments", "measures"},
    "reports": {"ita_portal/jobs", "assessments", "measures", "reports"},
    "ita_portal": {"ita_portal/jobs", "ita_portal"},
}
PURE = [
    "assessments/address_carrying.py",
    "assessments/address_outcomes.py",
    "assessments/address_paste.py",
    "assessments/fiscal_year.py",
    "assessments/provinces.py",
    "assessments/web_addresses.py",
    "assessments/year_opening.py",
    "assessments/year_opening_map.py",
    "assessments/thai.py",
    "assessments/item_codes.py",
    "assessments/charts.py",
    "assessments/frameworks",
    "assessments/scoring",
    "assessments/analysis",
    "assessments/trial.py",
    "assessments/windows.py",
    "assessments/notifications.py",
    "assessments/reminders.py",
    "assessments/finding_prefill.py",
    "assessments/analysis_tables.py",
    "assessments/exchange",
    "measures/catalogue",
    "measures/carry_page.py",
    "measures/carrying.py",
    "measures/planning.py",
    "measures/progress.py",
    "reports/layouts.py",
    "reports/shares.py",
    "reports/thai_text.py",
    "reports/documents",
    "reports/checks",
    "reports/reviewing/moves.py",
    "reports/drawable.py",
    "reports/year_checks.py",
    "reports/year_opening_checks.py",
    "reports/attached_pdf.py",
    "reports/writers",
]
IMPURE = {
    "assessments.models",
    "measures.models",
    "reports.models",
    "django.db",
    "django.conf",
    "django.utils.timezone",
}


def pure_files():
    for name in PURE:
        path = ROOT / name
        assert path.exists(), name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def app_of(module):
    """The jobs are a part of the project that every app may use; the rest of ita_portal is for nobody."""
    first, _, rest = module.partition(".")
    return "ita_portal/jobs" if first == "ita_portal" and rest.split(".")[0] == "jobs" else first


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_app_imports_only_earlier_apps(app):
    wrong = [
        f"{place(path)} imports {module}"
        for path in python_files(app)
        for module in imported(path)
        if app_of(module) in MAY_IMPORT and app_of(module) not in MAY_IMPORT[app]
    ]

    assert wrong == []


def test_pure_modules_import_nothing_impure():
    wrong = [
        f"{place(path)} imports {module}"
        for path in pure_files()
        for module in imported(path)
        if any(module == name or module.startswith(f"{name}.") for name in IMPURE)
    ]

    assert wrong == []


def test_pure_modules_read_no_clock():
    clocks = {"today", "now", "utcnow", "localtime", "localdate"}
    wrong = [
        f"{place(path)}:{node.lineno}"
        for path in pure_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks
    ]

    assert wrong == []


def test_no_file_has_a_name_without_meaning():
    names = {"utils", "helpers", "common", "misc"}

    assert [place(path) for path in python_files() if path.stem in names] == []
