"""Templates: all used, no inline style or script, nothing from elsewhere."""

import re

from tests.guards.source import ROOT, place, python_files

TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


BLOCKS = "reports/print/blocks/"  # named by the block's class, see reports/writers/html.py


def test_every_template_is_named_somewhere():
    sources = [path.read_text(encoding="utf-8") for path in (*python_files(), *TEMPLATES)]
    unused = [
        path.relative_to(ROOT / "templates").as_posix()
        for path in TEMPLATES
        if not any(path.relative_to(ROOT / "templates").as_posix() in source for source in sources)
        and not path.relative_to(ROOT / "templates").as_posix().startswith(BLOCKS)
    ]

    assert unused == []


def test_no_template_holds_inline_style_or_script():
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)[^>]*>|javascript:", re.I)

    assert [place(path) for path in TEMPLATES if inline.search(path.read_text(encoding="utf-8"))] == []


def test_no_template_or_static_file_of_ours_asks_another_host():
    ours = [*TEMPLATES, *(path for folder in ("css", "js") for path in (ROOT / "static" / folder).rglob("*.*"))]
    foreign = re.compile(r"""(?:src|href|url|import|fetch)\s*[=(]\s*["']?(?:https?:)?//""", re.I)

    assert [place(path) for path in ours if foreign.search(path.read_text(encoding="utf-8"))] == []


def test_every_page_template_is_in_thai_and_has_one_heading():
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")

    assert '<html lang="th"' in base
