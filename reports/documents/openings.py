"""Parts that open and close every kind of document: cover, preface, contents, photos, signature."""

from assessments.provinces import district_words, province_words
from reports.documents.drafts import narrative
from reports.documents.model import (
    AttachedPages,
    Contents,
    Cover,
    Emblem,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Photos,
    Picture,
    Signature,
)
from reports.documents.rich_text import blocks_of
from reports.documents.wording import wording_of

NAME_LINE, POSITION_LINE, DATE_LINE = ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", "")
SIGNATURE = Signature((("ลงชื่อ", ""), NAME_LINE, POSITION_LINE, DATE_LINE))


def signature():
    return Part("signature", (SIGNATURE,), title="ลายมือชื่อ", continues=True)


def cover(content, title_lines, fiscal_year=None):
    """`fiscal_year` where the document speaks of another year than the plan's."""
    agency, wording = content.agency, wording_of(content)
    return Part(
        key="cover",
        blocks=(
            Cover(
                title_lines=title_lines,
                year_line=f"ประจำ{wording.year(fiscal_year or content.fiscal_year)}",
                agency_name=agency.name,
                affiliation=(*_address(agency), *reversed(agency.parents)),
                emblem=emblem(agency),
            ),
        ),
        paging="none",
        title="ปก",
    )


def emblem(agency):
    return Emblem(agency.logo, f"ตราสัญลักษณ์ของ{agency.name}") if agency.logo else None


def _address(agency):
    """อำเภอ … จังหวัด … for an agency whose name does not say where it is."""
    district, province = district_words(agency.district, agency.province), province_words(agency.province)
    known = agency.province in agency.name and not agency.district
    line = " ".join(part for part in (district, "" if known else province) if part)
    return (line,) if line else ()


def preface(content):
    signed = Paragraph(content.agency.name, style="signed")
    blocks = (Heading("คำนำ"), *paragraphs_of(content, "preface"), signed)
    return Part("preface", blocks, paging="front", title="คำนำ")


def contents():
    return Part("contents", (Heading("สารบัญ"), Contents("สารบัญ")), paging="front", title="สารบัญ")


def paragraphs_of(content, part):
    return blocks_of(narrative(content, part))


def photos(content, heading="ภาพกิจกรรม"):
    """The photo pages, then a list of photos whose picture nobody has given; () when there are no photos."""
    if not content.photos:
        return ()
    wording = wording_of(content)
    pictures = [
        Picture(photo.caption, photo.file, photo.taken_on, wording.date(photo.taken_on)) for photo in content.photos
    ]
    given, missing = [it for it in pictures if it.file], [it for it in pictures if not it.file]
    return (Heading(heading), *([Photos(tuple(given))] if given else []), *missing_pictures(missing, wording))


def photo_part(key, blocks, title):
    """On pages of its own; a mere list of pictures not yet given follows what stands before it."""
    return Part(key, blocks, title=title, continues=not any(isinstance(block, Photos) for block in blocks))


def missing_pictures(pictures, wording):
    if not pictures:
        return ()
    count = f"ยังไม่ได้แนบไฟล์ภาพ {wording.number(len(pictures))} ภาพ ได้แก่"
    lines = (f"{it.caption} ({it.date_text})" if it.date_text else it.caption for it in pictures)
    return (Paragraph(count, style="plain"), Listing(tuple(lines)))


def attachments(content):
    """A page that announces each attached PDF, whose pages follow it."""
    return tuple(_announced(attached, wording_of(content)) for attached in content.attachments)


def _announced(attached, wording):
    note = f"เอกสารแนบ {wording.number(attached.pages)} หน้า"
    heading = Heading(f"ภาคผนวก: {attached.title}")
    return Part("attachments", (PageBreak(), heading, AttachedPages(attached.file, note)), title="เอกสารแนบ")
