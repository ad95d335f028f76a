"""The full report: preface, one contents page, analysis, measures and progress as ส่วนที่ ๑–๓, photos as the appendix."""

from dataclasses import replace
from types import MappingProxyType

from reports.documents import analysis, measures, progress
from reports.documents.model import Document, Heading, PageBreak, Part, one_level_deeper
from reports.documents.openings import contents, cover, photo_part, photos, preface
from reports.layouts import LAYOUTS

EMPTY = MappingProxyType({})
TITLE = "รายงานการวิเคราะห์ผลการประเมิน มาตรการ และผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
TITLE_LINES = ("รายงานการวิเคราะห์ผลการประเมิน มาตรการ", "และผลการดำเนินการเพื่อส่งเสริม", "คุณธรรมและความโปร่งใสภายในหน่วยงาน")


def build(content, layout=None, layouts=EMPTY):
    """`layout` may name a measures or a progress layout; the other table keeps the one of `layouts` or its default."""
    chosen = {
        **layouts,
        **({LAYOUTS[layout].of: layout} if layout in LAYOUTS else {"measures": layout} if layout else {}),
    }
    chapters = (
        ("analysis", analysis.TITLE, analysis.parts(content, is_chapter=True)),
        ("measures", measures.TITLE, measures.parts(content, chosen.get("measures"), is_chapter=True)),
        ("progress", progress.TITLE, progress.parts(content, chosen.get("progress"))),
    )
    body = (part for key, title, parts in chapters for part in chapter(key, title, parts))
    return Document(
        kind="full",
        title=TITLE,
        agency_name=content.agency.name,
        fiscal_year=content.fiscal_year,
        numerals=content.agency.numerals,
        parts=(
            cover(content, TITLE_LINES),
            preface(content),
            contents(),
            *body,
            *appendix(content),
        ),
    )


def chapter(key, title, parts):
    """A part that opens the chapter, then its parts one level deeper. The chapter's number follows the order chosen."""
    opening = Part(f"chapter-{key}", (PageBreak(), Heading(title)), title=title)
    inner = (replace(part, key=f"{key}-{part.key}", chapter=opening.key) for part in map(one_level_deeper, parts))
    return (opening, *inner)


def appendix(content):
    blocks = photos(content, "ภาคผนวก ภาพกิจกรรม")
    return (photo_part("appendix", blocks, "ภาคผนวก"),) if blocks else ()
