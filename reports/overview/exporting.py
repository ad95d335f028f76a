"""The overview as a file: a column for each thing a row says, and in the workbook a sheet that explains them."""

import re

from django.utils.timezone import localtime, now

from assessments import thai
from assessments.exchange.writing import Book, csv_lines
from assessments.models import Body
from assessments.models.places import SEGMENT
from reports.models import OverviewRow
from reports.overview.asking import Asked
from reports.overview.export_columns import COLUMNS
from reports.overview.lateness import MARKS, Lateness
from reports.overview.wording import chosen_words

CSV, XLSX = "csv", "xlsx"
AT_A_TIME = 2000
LONGEST_NAME = 60  # characters: three bytes each in Thai, and file systems take 255
UNSAFE = re.compile(r"[^0-9A-Za-zก-๙]+")


def export_lines(rows, lateness: Lateness):
    """The CSV in pieces. `rows` are OverviewRows."""
    return csv_lines(table(rows, lateness))


def table(rows, lateness):
    yield [column.title for column in COLUMNS]
    yield from lines(rows, lateness)


def lines(rows, lateness):
    paths, last_days = body_paths(), lateness.last_days()
    for row in lateness.marked(rows).values(*READ).iterator(chunk_size=AT_A_TIME):
        row["path"], row["late"] = paths.get(row["body_id"], ""), lateness.steps_of(row, last_days)
        yield ["" if (value := column.value(row)) is None else value for column in COLUMNS]


OWN = [field.attname for field in OverviewRow._meta.concrete_fields]
READ = (*(name for name in OWN if name not in ("id", "agency_year_id")), "agency__code", *MARKS.values())


def body_paths() -> dict[int, str]:
    """{body: the names from the topmost down}, also above what a person oversees: they are the agency's affiliation."""
    bodies = list(Body.objects.values_list("pk", "path", "name"))
    names = {pk: name for pk, _, name in bodies}
    return {pk: " › ".join(names[number] for number in numbers_in(path)) for pk, path, _ in bodies}


def numbers_in(path):
    return [int(path[start : start + SEGMENT]) for start in range(0, len(path), SEGMENT)]


def export_book(file, rows, asked: Asked):
    """`file` is an open binary file."""
    wide = {index for index, column in enumerate(COLUMNS) if column.is_wide}
    with Book(file) as book:
        book.write_sheet("ภาพรวม", [column.title for column in COLUMNS], lines(rows, asked.lateness), wide=wide)
        book.write_sheet(
            "คำอธิบาย", ["คอลัมน์", "ความหมาย"], [*about(asked), *meanings()], title="คำอธิบายข้อมูลภาพรวม", wide={0, 1}
        )


def about(asked):
    yield ["ปีงบประมาณ (พ.ศ.)", str(asked.fiscal_year)]
    yield ["หน่วยงานที่เลือก", ", ".join(chosen_words(asked)) or "ทุกหน่วยงานที่ท่านดูแล"]
    yield ["ออกไฟล์เมื่อ", f"{thai.long_date(localtime(now()))} เวลา {localtime(now()):%H.%M} น."]


def meanings():
    return ([column.title, column.meaning] for column in COLUMNS)


def export_name(asked: Asked, file_format: str, title: str = "ภาพรวม") -> str:
    """ภาพรวม-2569-เทศบาล-จังหวัดตรัง.csv"""
    name = "-".join([title, str(asked.fiscal_year), *chosen_words(asked)])
    return f"{UNSAFE.sub('-', name)[:LONGEST_NAME].strip('-')}.{file_format}"
