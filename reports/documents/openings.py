"""Parts that open and close every kind of document: cover, preface, contents, photos, signature."""

from reports.documents.drafts import narrative
from reports.documents.model import Contents, Cover, Heading, Paragraph, Part, Photos, Picture, Signature
from reports.documents.wording import wording_of

SIGNATURE = Signature((("ลงชื่อ", ""), ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", "")))


def cover(content, title_lines):
    agency, wording = content.agency, wording_of(content)
    return Part(
        key="cover",
        blocks=(
            Cover(
                title_lines=title_lines,
                year_line=f"ประจำ{wording.year(content.fiscal_year)}",
                agency_name=agency.name,
                affiliation=(*_address(agency), *reversed(agency.parents)),
            ),
        ),
        paging="none",
        title="ปก",
    )


def _address(agency):
    """อำเภอ … จังหวัด … for an agency whose name does not say where it is."""
    capital = agency.province == "กรุงเทพมหานคร"
    district = f"{'เขต' if capital else 'อำเภอ'}{agency.district}" if agency.district else ""
    province = agency.province if capital else f"จังหวัด{agency.province}" if agency.province else ""
    known = agency.province in agency.name and not agency.district
    line = " ".join(part for part in (district, "" if known else province) if part)
    return (line,) if line else ()


def preface(content, paragraphs):
    agency = content.agency
    body = tuple(Paragraph(text) for text in paragraphs)
    blocks = (Heading("คำนำ"), *body, Paragraph(agency.name, style="signed"))
    return Part("preface", blocks, paging="front", title="คำนำ")


def contents():
    return Part("contents", (Heading("สารบัญ"), Contents("สารบัญ")), paging="front", title="สารบัญ")


def paragraphs_of(content, part):
    return tuple(Paragraph(text) for text in narrative(content, part))


def photos(content, heading="ภาพกิจกรรม"):
    """The photo pages, () when there are no photos."""
    if not content.photos:
        return ()
    wording = wording_of(content)
    pictures = tuple(
        Picture(photo.caption, photo.file, photo.taken_on, wording.date(photo.taken_on)) for photo in content.photos
    )
    return (Heading(heading), Photos(pictures))
