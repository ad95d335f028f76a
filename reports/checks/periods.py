"""Checks of dates that were given as dates; those in words are read with the other texts, see years.py."""

from assessments.fiscal_year import contains
from measures.planning import outside_year, period_faults
from reports.checks.check import KEEP_IF_MEANT, MEASURES, PROGRESS, Check
from reports.checks.passages import entry_label, measure_label
from reports.checks.results import Place, Remark
from reports.checks.wording import thai_day


def outside_fiscal_year(subject):
    """Forms refuse a period outside the fiscal year; a file may bring one. A picture's date is never refused."""
    content = subject.content
    if subject.kind != PROGRESS:
        yield from of_rows(content.measures, content.fiscal_year, measure_label, "measure")
    if subject.kind != MEASURES:
        yield from of_rows(content.progress, content.fiscal_year, entry_label, "entry")
        yield from of_pictures(content)


def of_rows(rows, fiscal_year, label, page):
    for row in rows:
        for field, fault in period_faults(fiscal_year, row.period.start, row.period.end).items():
            yield Remark(label(row), fault, Place(page, row.key, field))


def of_pictures(content):
    for index, photo in enumerate(content.photos):
        if photo.taken_on and not contains(content.fiscal_year, photo.taken_on):
            says = f"{thai_day(photo.taken_on)} {outside_year(content.fiscal_year)}"
            yield Remark(f"ภาพกิจกรรมที่ {index + 1}", says, Place("photo", str(index), "taken_on"))


CHECKS = (
    Check(
        "dates_in_year",
        "วันเริ่มต้น วันสิ้นสุด และวันที่ของภาพอยู่ในปีงบประมาณ",
        outside_fiscal_year,
        (MEASURES, PROGRESS),
        f"แก้วันที่ให้อยู่ในปีงบประมาณของแผน {KEEP_IF_MEANT}",
        ("right_year_and_agency",),
        applies=lambda subject: bool(subject.content.measures or subject.content.progress),
    ),
)
