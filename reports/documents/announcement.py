"""The announcement (ประกาศ): who announces what, why, the measures by name, the date and who signs."""

from reports.documents.announcement_drafts import announced_measures
from reports.documents.composing import ANNOUNCED_LINE
from reports.documents.drafts import narrative
from reports.documents.model import Document, Heading, Listing, Part, Signature
from reports.documents.openings import NAME_LINE, POSITION_LINE, emblem, paragraphs_of

TITLE = "ประกาศ"
SIGNATURE = Signature((ANNOUNCED_LINE, ("ลงชื่อ", ""), NAME_LINE, POSITION_LINE))


def build(content, layout=None):
    """`layout` is taken for the sake of one signature with the other kinds; there is no table here."""
    return Document(
        kind="announcement",
        title=TITLE,
        agency_name=content.agency.name,
        fiscal_year=content.fiscal_year,
        numerals=content.agency.numerals,
        parts=tuple(part for part in parts(content) if part.blocks),
    )


def parts(content):
    return (
        Part("head", head_blocks(content), title="หัวประกาศ"),
        Part("text", paragraphs_of(content, "announcement"), title="ข้อความ", continues=True),
        Part("measures", measure_list(content), title="มาตรการ", continues=True),
        Part("closing", paragraphs_of(content, "announcement_closing"), title="ข้อความปิดท้าย", continues=True),
        Part("signature", (SIGNATURE,), title="ลายมือชื่อ", continues=True),
    )


def head_blocks(content):
    logo = emblem(content.agency)
    subject = "\n".join(narrative(content, "announcement_subject"))
    return (
        *([logo] if logo else []),
        Heading(f"{TITLE}{content.agency.name}\nเรื่อง {subject}"),
    )


def measure_list(content):
    names = announced_measures(content)
    return (Listing(names),) if names else ()
