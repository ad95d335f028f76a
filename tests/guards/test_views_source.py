"""Views start from what the person may see, and ask for permissions, never for roles."""

import ast

from tests.guards.source import place, python_files


def view_files():
    return [path for path in python_files() if "views" in path.parts or path.stem == "views"]


def test_views_reach_rows_only_through_visible_to():
    wrong = []
    for path in view_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "visible_to":
                node.value.is_scoped = True
            if isinstance(node, ast.Attribute) and node.attr == "objects" and not getattr(node, "is_scoped", False):
                wrong.append(f"{place(path)}:{node.lineno}")

    assert wrong == []


def test_no_view_or_template_asks_for_a_role():
    wrong = [
        place(path)
        for path in view_files()
        if ".role ==" in path.read_text(encoding="utf-8") or "is_staff" in path.read_text(encoding="utf-8")
    ]

    assert wrong == []
