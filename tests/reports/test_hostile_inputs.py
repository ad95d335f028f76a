"""What somebody might send to bring the portal down: told in Thai, within limits, and the next document is drawn."""

import pytest
from django.urls import reverse

from reports.documents import build
from reports.writers.html import for_pdf
from reports.writers.limits import Limits, RenderTooLarge
from reports.writers.renderer import Renderer
from tests.makers import make_agency_year, make_assessment, make_measure, make_user
from tests.reports.drawing import printed
from tests.reports.samples import content, measure
from tests.reports.test_fetcher import png

PASTED = "ข้อความที่วางลงไป " * 190_000  # 10 MB: a Thai letter has three bytes
DOUBLING = "".join(f"--x{n}: var(--x{n - 1}) var(--x{n - 1});" for n in range(1, 31))
# Markup no user can write (texts are escaped); if some way in were found, the limits must still hold.
BOMBS = {
    "flexible boxes in each other": "<div style='display: flex'>" * 14,
    "line breaks": "<p>" + "<br>" * 200_000,
    "a word that may break anywhere": f"<p style='overflow-wrap: anywhere'>{'w' * 200_000}",
    "variables that double": f"<style>p {{ --x0: 0 0 0 0; {DOUBLING} margin: var(--x30) }}</style><p>ก",
    "nested elements": "<div>" * 600,
}


@pytest.fixture(scope="module")
def renderer():
    renderer = Renderer(Limits(cpu_seconds=2, wall_seconds=10, memory_bytes=400_000_000))
    yield renderer
    renderer.close()


@pytest.fixture(scope="module")
def usual_renderer():
    renderer = Renderer()
    yield renderer
    renderer.close()


def page(body):
    return printed(f'<!doctype html><html lang="th"><body>{body}</body></html>')


@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_is_refused_within_limits_and_the_next_document_is_drawn(renderer, bomb):
    with pytest.raises(RenderTooLarge, match="ใหญ่หรือซับซ้อนเกินกว่าจะสร้างเป็น PDF ได้ โปรดลดข้อความหรือรูปภาพ"):
        renderer.draw(page(BOMBS[bomb]), about=bomb)

    assert renderer.draw(page("<p>ก")).startswith(b"%PDF-1.7")


def test_picture_that_unfolds_is_left_out_and_the_rest_is_drawn(renderer):
    shown = page('<p>ก</p><img alt="x" src="picture:bomb">')

    pdf = renderer.draw(shown, {"bomb": png(12_000, 12_000)})

    assert pdf.startswith(b"%PDF-1.7")
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script><img src=file:///etc/passwd>",
        "<style>*{display:none}</style>{{ settings.SECRET_KEY }}{% include 'x' %}",
        '"><link rel="attachment" href="file:///etc/passwd">',
        "]]>&#0;&unknown;\u202e\u0000\ufeff",
        "ก่" * 10_000,
        "w" * 20_000,
        "\n" * 20_000,
        "=HYPERLINK(1)" + "๙" * 15_000,
    ],
    ids=["markup", "template", "attribute", "control", "thai", "latin", "lines", "digits"],
)
def test_texts_as_long_and_strange_as_a_form_takes_them_are_drawn(usual_renderer, typed):
    document = build(content(measures=[measure(title=typed, steps=(typed,))]), "measures")

    assert usual_renderer.draw(for_pdf(document)).startswith(b"%PDF-1.7")


@pytest.fixture
def year(client):
    year = make_agency_year()
    make_assessment(year, scores={"9": 90})
    client.force_login(make_user(officer_of=year.agency))
    return year


FORMS = {
    "measures:add": {"title": PASTED},
    "measures:limitations": {"limitations": PASTED},
    "measures:progress-add": {"activity": PASTED},
    "reports:narrative": {"paragraphs": PASTED, "version": "0"},
    "assessments:finding-add": {"causes": PASTED},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
def test_ten_megabytes_of_pasted_text_get_an_error_and_change_nothing(client, year, name):
    place = [year.agency.code, year.fiscal_year, *(["preface"] if name == "reports:narrative" else [])]

    response = client.post(reverse(name, args=place), FORMS[name])

    assert response.status_code in (200, 400)
    assert "ตัวอักษร" in response.text or "ใหญ่เกิน" in response.text
    assert year.measures.count() == year.findings.count() == year.progress_entries.count() == 0
    assert year.limitations.count() == year.narratives.count() == 0


@pytest.mark.django_db
def test_request_over_the_limit_is_a_thai_page_and_no_server_error(client, year):
    make_measure(year, title="ก")

    response = client.post(
        reverse("measures:add", args=[year.agency.code, year.fiscal_year]), {"title": "x" * 13_000_000}
    )

    assert response.status_code == 400
    assert "ใหญ่เกิน" in response.text
    assert year.measures.count() == 1
