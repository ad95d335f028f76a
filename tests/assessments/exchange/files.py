"""Files as offices make them, for the tests of reading them."""

import csv
import io
from pathlib import Path

from openpyxl import Workbook

from assessments.exchange.agency_names import AgencyIndex, KnownAgency
from assessments.exchange.file_kinds import UPLOAD
from assessments.exchange.gathering import Gathering
from assessments.exchange.source import open_source
from assessments.exchange.units import UnitReader
from tests.assessments.published import framework_of

FRAMEWORKS = tuple(framework_of(year) for year in range(2565, 2570))
F2565, F2566, F2567 = FRAMEWORKS[:3]
TEN = [str(number) for number in range(1, 11)]


def csv_file(folder: Path, rows, *, encoding="utf-8", separator=",", name="ผล.csv") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    path = folder / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx_file(folder: Path, rows, *, sheet="ผลคะแนน", merges=(), formats=None, name="ผล.xlsx") -> Path:
    """`merges` as in A1:D1; `formats` are number formats by cell name."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append([None if value == "" else value for value in row])
    for merge in merges:
        book.active.merge_cells(merge)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    path = folder / name
    book.save(path)
    return path


def agency_index(*names, codes=(), provinces=()) -> AgencyIndex:
    """Agencies with these names, numbered from 1; codes are agency-1 … unless given."""
    index = AgencyIndex()
    for number, name in enumerate(names, start=1):
        code = codes[number - 1] if codes else f"agency-{number}"
        province = provinces[number - 1] if provinces else ""
        index.add(KnownAgency(number, code, name, "", province, "education_area"))
    return index


def told_of(path, framework=F2566, *, index=None, can_create=False, limits=UPLOAD):
    """What the file says of each agency, in its order."""
    source = open_source(path, path.name, framework, FRAMEWORKS, limits)
    with Gathering(source, index or agency_index("หน่วยงาน ก", "หน่วยงาน ข")) as gathering:
        gathering.read()
        reader = UnitReader(source, can_create=can_create)
        return [reader.read(unit) for unit in gathering.units()]


def layout_of(path, framework=F2566):
    return open_source(path, path.name, framework, FRAMEWORKS).layout


def figures(layout):
    """Codes of the columns of figures, with total and level, in their order."""
    return [column.code or column.role for column in layout.used if column.role in ("figure", "total", "level")]
