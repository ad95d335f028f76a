"""A file opened as results of one framework: the right workbook, year and template are made sure of first."""

import re
from dataclasses import dataclass

from assessments.exchange import columns as roles
from assessments.exchange import csv_reading, xlsx_reading
from assessments.exchange.agency_names import Named
from assessments.exchange.columns import Vocabulary
from assessments.exchange.faults import Fault, UnusableFile, cell_name, column_letter, shown, unusable
from assessments.exchange.file_kinds import CSV, ONE_AGENCY_FILE, UPLOAD, XLSX, Limits, kind_of
from assessments.exchange.headers import LONG, Layout, find_layout
from assessments.exchange.item_code_tables import with_item_codes
from assessments.frameworks import Framework

TEMPLATE_VERSION = 1
MARK = re.compile(r"แบบไฟล์ผลการประเมิน (\S+) รุ่น (\d+)")
ONE_AGENCY = "แบบไฟล์ข้อมูลปีงบประมาณ"  # at the head of the workbook of a single agency-year
FOUR_DIGITS = re.compile(r"\d{4}")
NEEDED = (
    "แถวหัวตารางต้องมี “หน่วยงาน” หรือ “รหัสหน่วยงาน” กับ “ตัวชี้วัด 1” ถึง “ตัวชี้วัด 10” หรือรหัสข้อ (o1, i1, e1) หรือ “คะแนนรวม” "
    "หรือมี “หน่วยงาน” “รหัสตัวชี้วัด/ข้อ” และ “คะแนน” (ดาวน์โหลดแบบไฟล์เปล่าได้จากหน้าส่งออก)"
)
READERS = {CSV: csv_reading.read_tables, XLSX: xlsx_reading.read_tables}
FEWEST_ITEMS = 10  # so many columns of items say which year's template they are


@dataclass(frozen=True)
class Source:
    """`name` is what the person calls the file; `kind` is csv or xlsx. `owner`: whose the rows are that name nobody."""

    name: str
    kind: str
    framework: Framework
    layout: Layout
    limits: Limits
    vocabulary: Vocabulary
    owner: Named | None = None

    @property
    def sheet(self):
        return self.layout.table.sheet

    @property
    def unused(self):
        """Titles of columns that nothing is taken from."""
        used = {column.index for column in self.layout.used}
        return [
            f"{column_letter(each.index)} “{shown(each.title)}”" for each in self.layout.columns if is_left(each, used)
        ]


def is_left(column, used):
    return bool(column.title) and column.role != roles.COMPUTED and column.index not in used


def open_source(path, name, framework, frameworks, limits=UPLOAD, *, owner=None) -> Source:
    """Raises UnusableFile with what is wrong with the file as a whole; single cells are not looked at yet.

    `frameworks` are all there are, to say of which year an odd file is. A file that somebody gives for the one agency
    `owner` need not name any.
    """
    kind = kind_of(path, name, limits)
    vocabulary = Vocabulary(framework)
    layout = the_layout(READERS[kind](path), vocabulary, name, is_owned=owner is not None)
    check_mark(layout, framework)
    check_year(layout, framework)
    faults = [*column_faults(layout, framework, frameworks), *repeated_faults(layout)]
    if faults:
        raise UnusableFile(faults)
    check_template(layout, framework, frameworks)
    return Source(name, kind, framework, layout, limits, vocabulary, None if layout.names_agency else owner)


def the_layout(tables, vocabulary, name, *, is_owned=False):
    """Of a CSV the reading that explains most; of a workbook the one sheet of results, or the one of this year."""
    layouts = [layout for table in tables if (layout := find_layout(table, vocabulary))]
    by_item = [with_item_codes(layout, vocabulary) for layout in layouts]
    layouts = [new if new.names_agency or is_owned else old for old, new in zip(layouts, by_item, strict=True)]
    if is_owned and not layouts:
        layouts = [layout for table in tables if (layout := find_layout(table, vocabulary, of_one=True))]
    if not layouts:
        raise unusable(f"ไม่พบตารางผลคะแนน: {NEEDED}", value=name)
    if any(text.startswith(ONE_AGENCY) for table in tables for _, texts in table.top() for text in texts):
        raise unusable(ONE_AGENCY_FILE, value=name)
    own_year = vocabulary.framework.fiscal_year
    fitting = [layout for layout in layouts if own_year in years_of(layout)]
    fitting = fitting or [layout for layout in layouts if not years_of(layout)] or layouts
    sheets = [layout.table.sheet for layout in fitting]
    if len(set(sheets)) > 1:
        raise unusable("พบตารางผลคะแนนหลายชีต: เหลือชีตเดียวที่จะนำเข้า", value=" ".join(sheets), label="ชีต")
    return max(fitting, key=lambda layout: len(layout.used))


def years_of(layout) -> set[int]:
    """The years that the name of the sheet and the titles above the table say."""
    sheet = layout.table.sheet
    named = roles.years_in(f"ปี {sheet}" if FOUR_DIGITS.fullmatch(sheet.strip()) else sheet)
    return {*named, *(year for title in layout.titles for year in roles.years_in(title))}


def check_mark(layout, framework):
    """Our own template says of which framework and version it is."""
    found = next(filter(None, map(MARK.search, layout.titles)), None)
    if found is None:
        return
    if found[1] != framework.code:
        raise misfit(layout, f"ไฟล์นี้เป็นแบบไฟล์ของ {found[1]} แต่กำลังนำเข้าผลของ {framework.code}: เลือกปีให้ตรง", found[0])
    if int(found[2]) != TEMPLATE_VERSION:
        allowed = f"ใช้แบบไฟล์รุ่น {TEMPLATE_VERSION}: ดาวน์โหลดแบบไฟล์ใหม่จากหน้าส่งออกแล้วคัดลอกคะแนนไป"
        raise misfit(layout, allowed, found[0])


def misfit(layout, allowed, value, label="แบบไฟล์"):
    return unusable(allowed, label=label, value=value, sheet=layout.table.sheet)


def check_year(layout, framework):
    """The year of the sheet and its titles, or, if all columns of figures are of another year, that of those."""
    named = years_of(layout)
    elsewhere = {int(column.code) for column in layout.columns if column.role == roles.OTHER_YEAR}
    if not has_figures(layout):
        named |= elsewhere
    if named and framework.fiscal_year not in named:
        raise wrong_year(layout, framework, sorted(named))


def has_figures(layout):
    return any(column.role in (*roles.VALUES, roles.SCORE) for column in layout.columns)


def wrong_year(layout, framework, years):
    listed = ", ".join(map(str, years))
    allowed = f"กำลังนำเข้าผลของปีงบประมาณ พ.ศ. {framework.fiscal_year} ({framework.code}): ตรวจว่าเลือกไฟล์และปีถูก"
    return misfit(layout, allowed, f"ปี {listed}", label="ปีงบประมาณของไฟล์")


def column_faults(layout, framework, frameworks):
    """Columns whose number and name disagree, and codes that this year does not have."""
    unknown = [column.code for column in layout.columns if column.role == roles.UNKNOWN]
    hint = year_hint(unknown, framework, frameworks)
    for column in layout.columns:
        if column.role == roles.CLASH:
            yield title_fault(
                layout, column, f"หมายเลขกับชื่อไม่ตรงกัน: {column.code} คือ “{name_of(framework, column.code)}”"
            )
        if column.role == roles.UNKNOWN:
            yield title_fault(layout, column, f"กรอบ {framework.code} ไม่มีรหัส {column.code} {codes_of(framework)}{hint}")


def title_fault(layout, column, allowed):
    cell = cell_name(column.index, layout.head[-1])
    return Fault(layout.table.sheet, cell, "หัวคอลัมน์", column.title, allowed)


def name_of(framework, code):
    return framework.entries[code].name


def codes_of(framework):
    """(มี 1 ถึง 10, i1 ถึง i15, …)"""
    groups = [[item.code for item in framework.items_of(each.code)] for each in framework.instruments]
    ranges = [f"{codes[0]} ถึง {codes[-1]}" for codes in groups if codes]
    first, *_, last = framework.indicators
    return f"(มี {', '.join([f'{first.code} ถึง {last.code}', *ranges])})"


def year_hint(unknown, framework, frameworks):
    years = [
        each.fiscal_year for each in frameworks if each != framework and all(code in each.entries for code in unknown)
    ]
    return f" ไฟล์นี้น่าจะเป็นแบบของปี {' หรือ '.join(map(str, years))}" if unknown and years else ""


def repeated_faults(layout):
    seen = {}
    for column in layout.used:
        first = seen.setdefault((column.role, column.code), column)
        if first is not column:
            place = column_letter(first.index)
            yield title_fault(layout, column, f"ซ้ำกับคอลัมน์ {place} “{shown(first.title)}”: เหลือไว้คอลัมน์เดียว")


def check_template(layout, framework, frameworks):
    """A file that names no year but has all the items of another year's template, and not all of this one's."""
    items = {column.code for column in layout.used if framework.depth_of(column.code) == "item"}
    if layout.shape == LONG or len(items) < FEWEST_ITEMS or layout.first(roles.YEAR) or years_of(layout):
        return
    twins = [each for each in frameworks if items == {item.code for item in each.items}]
    if twins and framework not in twins:
        years = " หรือ ".join(str(each.fiscal_year) for each in twins)
        allowed = f"ข้อในไฟล์ตรงกับแบบของปี {years} ไม่ใช่ปี {framework.fiscal_year}: ถ้าปีถูกแล้ว ให้เพิ่มคอลัมน์ “ปีงบประมาณ”"
        raise misfit(layout, allowed, f"{len(items)} ข้อ")
