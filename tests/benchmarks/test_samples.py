"""The documents that are measured are what they are called."""

import pytest

from reports.services import build_document, render_pdf
from tests.benchmarks.samples import (
    ELEVEN,
    ELEVEN_WITHOUT_CONTENTS,
    FORTY_ONE,
    THREE,
    AnotherSize,
    check_pages,
    pages_of,
    stored,
)
from tests.reports.pdf_files import plain_pdf


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sample", "pages", "landscape"),
    [(THREE, 3, 3), (ELEVEN, 11, 0), (ELEVEN_WITHOUT_CONTENTS, 11, 6), (FORTY_ONE, 41, 15)],
    ids=["3", "11", "11 without contents", "41"],
)
def test_sample_has_the_pages_it_is_called_by(sample, pages, landscape, tmp_path):
    agency_year = stored(sample, tmp_path, "bench")

    pdf = render_pdf(build_document(agency_year, sample.kind))

    assert pages_of(pdf) == (pages, landscape)
    check_pages(sample, pdf)


def test_sample_of_another_size_is_refused():
    with pytest.raises(AnotherSize, match="should have 3 pages, 3 of them landscape; has 2, 2 of them landscape"):
        check_pages(THREE, plain_pdf(2, width=300, height=200))
