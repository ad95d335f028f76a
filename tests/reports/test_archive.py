"""For the archive and for every reader: what of PDF/A-2a and PDF/UA-1 can be checked without their validators."""

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.services import build_document, render_pdf
from reports.writers.binding import bind
from reports.writers.pdf import write_pdf
from reports.writers.sections import Printed, Section
from tests.reports import pdf_structure as structure
from tests.reports.drawing import drawn

DEMO = Path(__file__).resolve().parents[2] / "reports" / "demo"
LINKED = (
    '<h1 id="a">ผล</h1><ul><li><a href="#a">ไปที่ <b>ผล</b></a></li><li><a href="https://nacc.go.th">ป.ป.ช.</a></li></ul>'
)


def page(body, css=""):
    return f'<!doctype html><html lang="th"><head><style>{css}</style></head><body>{body}</body></html>'


def picture(mode="RGB"):
    out = BytesIO()
    Image.new(mode, (40, 30)).save(out, "PNG")
    return out.getvalue()


def reader_of(body, css="", **pictures):
    return PdfReader(BytesIO(drawn(page(body, css), "รายงาน", pictures)))


def metadata_of(pdf):
    return PdfReader(BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_data().decode()


def fonts_of(reader):
    return [font.get_object() for leaf in reader.pages for font in leaf["/Resources"]["/Font"].values()]


def objects_of(reader):
    return [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]


def tags(reader, *kinds):
    return [element for element in structure.elements(reader) if structure.kind(element) in kinds]


@cache
def full_report():
    """Made once: 30 pages with every part."""
    content = read_file((DEMO / "demo-esa1-2567.json").read_bytes())
    return render_pdf(build_document(import_agency_year(file=content).agency_year, "full"))


@pytest.fixture
def report_pdf(db):
    return full_report()


@pytest.fixture
def report(report_pdf):
    return PdfReader(BytesIO(report_pdf))


def test_metadata_claims_both_standards_and_describes_the_foreign_one(report_pdf):
    xmp = metadata_of(report_pdf)

    assert 'pdfaid:part="2" pdfaid:conformance="A"' in xmp
    assert 'pdfuaid:part="1"' in xmp
    assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" in xmp


def test_metadata_says_what_the_document_information_says(report):
    xmp = report.xmp_metadata

    assert xmp.dc_title == {"x-default": report.metadata.title}
    assert xmp.dc_creator == [report.metadata.author]
    assert xmp.pdf_producer == report.metadata.producer
    assert set(report.metadata) == {"/Title", "/Author", "/Producer"}


def test_colours_are_of_an_embedded_profile(report):
    (intent,) = report.trailer["/Root"]["/OutputIntents"]

    profile = intent["/DestOutputProfile"].get_data()
    assert intent["/S"] == "/GTS_PDFA1"
    assert (profile[16:20], profile[36:40]) == (b"RGB ", b"acsp")
    assert all(thing.get("/ColorSpace") != "/DeviceCMYK" for thing in objects_of(report) if isinstance(thing, dict))


def test_file_has_an_identifier_and_no_part_the_archive_forbids(report):
    names = {key for thing in objects_of(report) if isinstance(thing, dict) for key in thing}

    assert [len(part) for part in report.trailer["/ID"]] == [32, 32]
    assert "/Encrypt" not in report.trailer
    assert names & {"/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/XFA", "/OCProperties", "/TR", "/OPI"} == set()


def test_fonts_are_embedded_with_the_text_of_every_glyph(report):
    fonts = fonts_of(report)

    assert len(fonts) > 0
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)
    assert all(font["/DescendantFonts"][0]["/CIDToGIDMap"] == "/Identity" for font in fonts)
    assert all(b"beginbfchar" in font["/ToUnicode"].get_data() for font in fonts)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_pictures_are_not_interpolated_and_are_told_in_words(mode):
    body = '<div class="photos"><p><img src="picture:p" alt="การประชุม"></p></div>'

    reader = reader_of(body, ".photos img { image-rendering: crisp-edges }", p=picture(mode))

    drawn = [thing for thing in objects_of(reader) if isinstance(thing, dict) and thing.get("/Subtype") == "/Image"]
    assert len(drawn) == len(mode) - 2
    assert [thing["/Interpolate"].value for thing in drawn] == [False] * len(drawn)
    assert [figure["/Alt"] for figure in tags(reader, "Figure")] == ["การประชุม"]


def test_picture_without_words_is_decoration():
    reader = reader_of('<p>ก</p><svg width="9" height="9"><rect width="9" height="9"/></svg>')

    assert tags(reader, "Figure") == []
    assert structure.untagged(reader) == []


def test_page_number_and_running_title_are_no_content():
    numbered = Printed("รายงาน", (Section(page("<p>ก</p>")),), running_title="หัว")

    reader = PdfReader(BytesIO(write_pdf(numbered)))

    texts = [marks for operator, marks in structure.painted(reader, reader.pages[0]) if operator == b"TJ"]
    assert sorted(texts, key=str) == [{"artifact"}, {"artifact"}, {0}]
    assert structure.untagged(reader) == []


def test_catalogue_names_language_title_tags_and_bookmarks(report):
    catalog = report.trailer["/Root"]

    assert catalog["/Lang"] == "th"
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert report.outline != []
    assert [structure.kind(top) for top in structure.kids(catalog["/StructTreeRoot"])] == ["Document"]


def test_all_that_is_painted_is_tagged_or_set_aside(report):
    numbers = [leaf.get("/StructParents") for leaf in report.pages]

    assert len(report.pages) > 20
    assert numbers == list(range(len(report.pages)))
    assert structure.untagged(report) == []


def test_tags_are_standard_and_each_stands_where_it_may(report):
    kinds = {structure.kind(element) for element in structure.elements(report)}

    assert kinds >= {"H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Table", "THead", "TR", "TH", "TD", "Link"}
    assert kinds - structure.STANDARD == set()
    assert structure.misplaced(report) == set()


def test_headings_skip_no_level(report):
    assert structure.skipped_levels(report) == []


@pytest.mark.parametrize(
    ("given", "nested"),
    [
        ("h1 h2 h4 h4 h2", "H1 H2 H3 H3 H2"),
        ("h3 h3 h1 h2", "H1 H1 H1 H2"),
        ("h1 h4 h2 h4", "H1 H2 H2 H3"),
    ],
)
def test_headings_nest_whichever_levels_are_given(given, nested):
    reader = reader_of("".join(f"<{tag}>ก</{tag}>" for tag in given.split()))

    assert [structure.kind(heading) for heading in tags(reader, *(f"H{n}" for n in range(1, 7)))] == nested.split()


def test_every_table_header_has_its_scope(report):
    headers = tags(report, "TH")

    assert len(headers) > 100
    assert {header["/A"].get("/Scope") for header in headers} == {"/Column", "/Row"}


def test_every_link_is_one_tag_with_one_annotation_and_its_words(report):
    annotations = [link.get_object() for leaf in report.pages for link in leaf.get("/Annots", [])]
    links = tags(report, "Link")

    pointed = [kid.get_object()["/Obj"] for link in links for kid in link["/K"] if "/Obj" in dict_of(kid)]
    headings = {entry.title for entry in flat(report.outline)}
    assert len(annotations) == len(links) == len(pointed) > 10
    assert {link["/Contents"] for link in annotations} <= headings
    assert {link["/F"] for link in annotations} == {4}
    assert all(leaf["/Tabs"] == "/S" for leaf in report.pages if "/Annots" in leaf)


def test_links_are_called_by_their_words():
    reader = reader_of(LINKED, "a[href^='#']::after { content: ' ' target-counter(attr(href), page) }")

    annotations = [link.get_object() for link in reader.pages[0]["/Annots"]]
    assert [link["/Contents"] for link in annotations] == ["ไปที่ ผล", "ป.ป.ช."]


def test_attached_pages_without_tags_end_both_claims(report_pdf, tmp_path):
    path = tmp_path / "attached.pdf"
    writer = PdfWriter()
    writer.add_blank_page(300, 200)
    writer.write(path)

    bound = bind(report_pdf, [path])

    assert re.search(r"pdf(ua|a)id:(part|conformance)", metadata_of(bound)) is None
    assert "<dc:title>" in metadata_of(bound)
    assert qpdf_says(bound, tmp_path).returncode == 0


def test_qpdf_finds_no_fault(report_pdf, tmp_path):
    said = qpdf_says(report_pdf, tmp_path)

    assert (said.returncode, said.stderr) == (0, "")
    assert "No syntax or stream encoding errors found" in said.stdout


def qpdf_says(pdf, folder):
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)


def dict_of(kid):
    kid = kid.get_object()
    return kid if isinstance(kid, dict) else {}


def flat(outline):
    return [entry for item in outline for entry in (flat(item) if isinstance(item, list) else [item])]
