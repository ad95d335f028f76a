"""The full report: preface, one contents page, analysis, measures and progress as ส่วนที่ ๑–๓, photos as the appendix."""

from dataclasses import replace

from reports.documents import analysis, measures, progress
from reports.documents.drafts import narrative
from reports.documents.model import Document, Heading, PageBreak, Part, one_level_deeper
from reports.documents.openings import SIGNATURE, contents, cover, photos, preface
from reports.documents.wording import wording_of
from reports.layouts import LAYOUTS

TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ฉบับสมบูรณ์"
TITLE_LINES = ("รายงานการวิเคราะห์ผลการประเมิน มาตรการ", "และผลการดำเนินการเพื่อส่งเสริม", "คุณธรรมและความโปร่งใสภายในหน่วยงาน")


def build(content, layout=None):
    """`layout` may name a measures or a progress layout; the other table keeps its default."""
    chosen = {LAYOUTS[layout].of: layout} if layout in LAYOUTS else {"measures": layout}
    chapters = (
        (analysis.TITLE, analysis.parts(content, closing=())),
        (measures.TITLE, measures.parts(content, chosen.get("measures"), closing=(), with_chart=False)),
        (progress.TITLE, progress.parts(content, chosen.get("progress"), closing=(SIGNATURE,))),
    )
    body = (
        part for number, (title, parts) in enumerate(chapters, 1) for part in chapter(content, number, title, parts)
    )
    return Document(
        kind="full",
        title=TITLE,
        agency_name=content.agency.name,
        fiscal_year=content.fiscal_year,
        numerals=content.agency.numerals,
        parts=(
            cover(content, TITLE_LINES),
            preface(content, narrative(content, "preface")),
            contents(),
            *body,
            *appendix(content),
        ),
    )


def chapter(content, number, title, parts):
    """The parts one level deeper, the first under the chapter's own heading on a new page."""
    name = f"ส่วนที่ {wording_of(content).number(number)}"
    first, *rest = (one_level_deeper(part) for part in parts)
    opening = replace(first, blocks=(PageBreak(), Heading(f"{name}\n{title}"), *first.blocks))
    return tuple(replace(part, key=f"part-{number}-{part.key}") for part in (opening, *rest))


def appendix(content):
    blocks = photos(content, "ภาคผนวก ภาพกิจกรรม")
    return (Part("appendix", blocks, title="ภาคผนวก"),) if blocks else ()
