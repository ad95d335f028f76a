"""The project's own source as the guards read it."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("assessments", "measures", "reports", "ita_portal")


def python_files(*apps):
    return [
        path for app in apps or APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
    ]


def imported(path):
    """Modules that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            yield node.module


def place(path):
    return str(path.relative_to(ROOT))
