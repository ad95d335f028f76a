"""The documents that are measured: agency-years of the demonstration, grown to what agencies publish and stored."""

import json
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from pypdf import PdfReader

from assessments.models import AgencyYear
from reports.documents.parts import KNOWN_PARTS
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.setups import save_setup
from tests.benchmarks.photos import photo

DEMO = Path(__file__).resolve().parents[2] / "reports" / "demo"
OFFICE, COUNCIL = "demo-esa1-2567", "demo-sao-2568"  # Thai digits, planned by indicator; Arabic digits, by issue


@dataclass(frozen=True)
class Sample:
    """`measures`, `progress` and `photos` say how many; the texts of the demonstration come round again as needed.

    `narratives` is how often each paragraph of the agency's own texts stands; `without` names parts switched off.
    """

    key: str
    about: str
    source: str
    kind: str
    pages: int
    landscape: int
    measures: int = 8
    progress: int = 10
    photos: int = 0
    narratives: int = 1
    without: tuple[str, ...] = ()


THREE = Sample(
    key="3 pages",
    about="measures document without its cover and introduction",
    source=OFFICE,
    kind="measures",
    pages=3,
    landscape=3,
    measures=3,
    without=("cover", "introduction", "limitations"),
)
ELEVEN = Sample(
    key="11 pages",
    about="analysis with a contents page, without the parts that explain the framework and list every item",
    source=OFFICE,
    kind="analysis",
    pages=11,
    landscape=0,
    without=("framework", "issues"),
)
ELEVEN_WITHOUT_CONTENTS = Sample(
    key="11 pages without contents",
    about="progress report, which has no contents page",
    source=OFFICE,
    kind="progress",
    pages=11,
    landscape=6,
    progress=14,
    photos=8,
)
FORTY_ONE = Sample(
    key="41 pages",
    about="full report: preface, contents, analysis, measures, progress, photos",
    source=COUNCIL,
    kind="full",
    pages=41,
    landscape=15,
    measures=9,
    progress=12,
    photos=30,
    narratives=4,
)
BRIEF = Sample(
    key="brief measures",
    about="measures of a small agency",
    source="demo-sao-2567",
    kind="measures",
    pages=6,
    landscape=3,
    measures=5,
    progress=5,
)
SAMPLES = (THREE, ELEVEN, ELEVEN_WITHOUT_CONTENTS, FORTY_ONE)


class AnotherSize(Exception):
    """A document does not have the pages it should: its templates have changed, and the sample must follow."""


def stored(sample: Sample, folder: Path, code: str) -> AgencyYear:
    """A new agency with this one year. `folder` is where photos are made, once for all samples."""
    make_photos(folder, sample.photos)
    file = read_file(json.dumps(grown(sample, code)).encode())
    agency_year = import_agency_year(file=file, folder=folder).agency_year
    parts = tuple((part.key, part.is_on and part.key not in sample.without) for part in KNOWN_PARTS[sample.kind])
    save_setup(agency_year=agency_year, kind=sample.kind, parts=parts, version=0, by=None)
    return AgencyYear.objects.select_related("agency").get(pk=agency_year.pk)


def grown(sample, code) -> dict:
    """The exchange file."""
    year = json.loads((DEMO / f"{sample.source}.json").read_text())
    year["agency"]["code"] = code
    year["measures"] = again(year["measures"], sample.measures)
    year["narrative"] = repeated(year.get("narrative", {}), sample.narratives)
    year["progress"] = progress_for(sample, year["progress"], {measure["id"] for measure in year["measures"]})
    return year


def repeated(texts, times):
    """Texts, or texts by name, each paragraph so often."""
    return {name: repeated(of, times) for name, of in texts.items()} if isinstance(texts, dict) else texts * times


def progress_for(sample, progress, measures) -> dict:
    """Entries of measures that were left out speak of none."""
    entries = [entry if entry["measure"] in measures else entry | {"measure": None} for entry in progress["entries"]]
    photos = enumerate(islice(cycle(progress.get("photos", [])), sample.photos))
    return progress | {
        "entries": again(entries, sample.progress),
        "photos": [entry | {"file": photo_name(number)} for number, entry in photos],
    }


def again(entries, count) -> list[dict]:
    numbered = enumerate(islice(cycle(entries), count))
    return [entry | {"id": entry["id"] if at < len(entries) else f"{entry['id']}-{at}"} for at, entry in numbered]


def make_photos(folder, count):
    for number in range(count):
        path = folder / photo_name(number)
        if not path.exists():
            path.write_bytes(photo(number))


def photo_name(number):
    return f"photo-{number}.jpg"


def check_pages(sample: Sample, pdf: bytes):
    """Raises AnotherSize."""
    pages, landscape = pages_of(pdf)
    if (pages, landscape) != (sample.pages, sample.landscape):
        wanted = f"{sample.pages} pages, {sample.landscape} of them landscape"
        raise AnotherSize(f"{sample.key}: should have {wanted}; has {pages}, {landscape} of them landscape")


def pages_of(pdf: bytes) -> tuple[int, int]:
    """How many, and how many of them are landscape."""
    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages), sum(page.mediabox.width > page.mediabox.height for page in pages)
