"""An agency-year's workbook read back: into the value of an exchange file, which is then read by that file's rules.

Every fault is brought back from the place in the value to the sheet, cell and title where the person finds it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from assessments.exchange import xlsx_reading
from assessments.exchange.cells import NO_VALUE, UNCACHED, is_dash
from assessments.exchange.faults import UnusableFile, cell_name
from assessments.exchange.file_kinds import XLSX, kind_of
from assessments.item_codes import normalise_code
from reports.exchange import workbook_columns as columns
from reports.exchange.content import AgencyYearFile
from reports.exchange.file import FORMAT, NARRATIVE_PARTS, VERSION, read_file, read_root
from reports.exchange.reading import Fault, FaultyFile, Node
from reports.exchange.results_reading import DEPTHS
from reports.exchange.workbook import MARK, framework_of
from reports.exchange.workbook_columns import found, put
from reports.models import NarrativePart

GROUPS = {depth: group for group, depth in DEPTHS.items()}
LAST_STEP = re.compile(r"(?:\.[^.\[\]]+|\[\d+\])$")
TEMPLATE = "แบบไฟล์ที่ดาวน์โหลดจากระบบนี้ ซึ่งมีครบทุกชีตและทุกคอลัมน์"


def read_either(data: bytes) -> AgencyYearFile:
    """An exchange file in either dress. Raises FaultyFile."""
    return read_workbook(data) if data.startswith(b"PK") else read_file(data)


def read_workbook(data: bytes) -> AgencyYearFile:
    """The workbook's content. Raises FaultyFile with every fault at once, each with its sheet and cell."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        try:
            return WorkbookReader(tables_of(Path(file.name))).read()
        except UnusableFile as refusal:
            faults = [Fault(fault.place, fault.value or "ไฟล์", fault.allowed) for fault in refusal.faults]
            raise FaultyFile(faults) from None


def tables_of(path):
    """Rows of every sheet by its name."""
    if kind_of(path, path.name) != XLSX:
        raise FaultyFile([Fault("", "ไฟล์ที่ไม่ใช่ .xlsx", TEMPLATE)])
    return {table.sheet: list(table.rows()) for table in xlsx_reading.read_tables(path)}


@dataclass(frozen=True)
class Place:
    """Where a value stands, and what may stand there where the value's own words would not help."""

    sheet: str
    cell: str
    title: str
    allowed: str = ""

    def __str__(self):
        return f"ชีต {self.sheet} ช่อง {self.cell} {self.title}".strip()


class WorkbookReader:
    def __init__(self, tables):
        self.tables, self.faults, self.places = tables, [], {}

    def read(self) -> AgencyYearFile:
        value = {"format": FORMAT, "version": VERSION, "narrative": {}, "progress": {}}
        self.read_general(value)
        self.read_results(value)
        self.read_history(value)
        for name, (path, fields) in columns.ENTRIES.items():
            put(value, path, list(self.entries(name, path, fields)))
        self.read_texts(value)
        if self.faults:
            raise FaultyFile(self.faults)
        content = read_root(Node(value, "", self.faults))
        if self.faults:
            raise FaultyFile([self.placed(fault) for fault in self.faults])
        return content

    def placed(self, fault):
        path = fault.path
        while path and path not in self.places:
            path = LAST_STEP.sub("", path) if LAST_STEP.search(path) else ""
        place = self.places.get(path)
        return Fault(str(place), fault.found, place.allowed or fault.allowed) if place else fault

    def refuse(self, place, found_text, allowed):
        self.faults.append(Fault(str(place), found_text, allowed))

    def rows(self, sheet, head, *, may_have_more=False):
        """(row number, {title: text}, titles) below the head, which must hold every title, in any order."""
        (_, titles), *rows = self.tables.get(sheet) or [(1, [])]
        titles = [title.strip() for title in titles]
        missing = [title for title in head if title not in titles]
        odd = [title for title in titles if title and title not in head and not may_have_more]
        if missing or odd:
            words = [("ไม่มีชีตหรือคอลัมน์", missing), ("คอลัมน์ที่ไม่รู้จัก", odd)]
            self.refuse(
                f"ชีต {sheet}", " ".join(f"{word} {', '.join(names)}" for word, names in words if names), TEMPLATE
            )
            return
        for row_number, texts in rows:
            if any(text.strip() for text in texts):
                yield row_number, dict(zip(titles, (*texts, *[""] * len(titles)), strict=False)), titles

    def take(self, path, kind, place, text):
        """The cell's value, remembered with its place."""
        self.places[path] = place
        if text.startswith(UNCACHED):
            self.refuse(place, text.removeprefix(UNCACHED), NO_VALUE)
            return None
        return kind.value(text)

    def read_general(self, value):
        fields = {title: (path, kind) for title, path, kind in columns.GENERAL}
        seen = {}
        for number, row, _ in self.rows(columns.GENERAL_SHEET, ("รายการ", "ค่า")):
            title = row["รายการ"].strip()
            seen[title] = row["ค่า"]
            if title in fields:
                path, kind = fields[title]
                place = Place(columns.GENERAL_SHEET, cell_name(1, number), title, kind.allowed)
                put(value, path, self.take(path, kind, place, row["ค่า"]))
        if seen.get(MARK) != str(VERSION) or set(fields) - set(seen):
            self.refuse(f"ชีต {columns.GENERAL_SHEET}", f"{MARK} {seen.get(MARK, '')}", TEMPLATE)

    def read_results(self, value):
        both = (columns.BASELINE, columns.RESULT)
        fields = {title: (key, kind) for title, key, kind in columns.RESULTS}
        results = {path: {} for path, _ in both}
        for number, row, titles in self.rows(columns.RESULTS_SHEET, ("รายการ", *(title for _, title in both))):
            key, kind = fields.get(row["รายการ"].strip(), (None, None))
            for path, title in both if key else ():
                place = Place(columns.RESULTS_SHEET, cell_name(titles.index(title), number), row["รายการ"])
                put(results[path], key, self.take(f"{path}.{key}", kind, place, row[title]))
        for sheet, path in columns.SCORES_SHEETS.items():
            self.read_scores(sheet, path, results[path])
        has_result = any(content not in (None, {}) for content in flat(results["progress.result"]))
        put(value, "assessment", results["assessment"])
        put(value, "progress.result", results["progress.result"] if has_result else None)

    def read_scores(self, sheet, path, assessment):
        """Codes go to the group of their depth; one that the year does not have is named by the reading of items."""
        framework = framework_of(assessment)
        code_title, _, score_title = columns.SCORES_HEAD
        for number, row, titles in self.rows(sheet, columns.SCORES_HEAD):
            code, text = row[code_title].strip(), row[score_title]
            if not text.strip() or is_dash(text):
                continue
            group = GROUPS.get(framework.depth_of(normalise_code(code)) if framework else "", "items")
            place = Place(sheet, cell_name(titles.index(score_title), number), code)
            score = self.take(f"{path}.{group}.{code}", columns.AMOUNT, place, text)
            assessment.setdefault(group, {})[code] = score

    def read_history(self, value):
        value["history"] = []
        sheet = columns.HISTORY_SHEET
        for number, row, titles in self.rows(sheet, columns.HISTORY_HEAD, may_have_more=True):
            at, past = f"history[{len(value['history'])}]", {"indicators": {}}
            for title, text in row.items():
                place = Place(sheet, cell_name(titles.index(title), number), title)
                if title in columns.HISTORY_HEAD:
                    key = ("fiscal_year", "overall")[columns.HISTORY_HEAD.index(title)]
                    past[key] = self.take(f"{at}.{key}", columns.AMOUNT, place, text)
                elif title and text.strip():
                    code = title.removeprefix(columns.INDICATOR.format(""))
                    past["indicators"][code] = self.take(f"{at}.indicators.{code}", columns.AMOUNT, place, text)
            value["history"].append(past)

    def entries(self, sheet, path, fields):
        for index, (number, row, titles) in enumerate(self.rows(sheet, [title for title, _, _ in fields])):
            entry = {}
            self.places[f"{path}[{index}]"] = Place(sheet, cell_name(0, number), "")
            for title, key, kind in fields:
                place = Place(sheet, cell_name(titles.index(title), number), title, kind.allowed)
                put(entry, key, self.take(f"{path}[{index}].{key}", kind, place, row[title]))
            yield entry

    def read_texts(self, value):
        sheet, (title,) = columns.LIMITATIONS_SHEET, columns.LIMITATIONS_HEAD
        value["constraints"] = []
        for number, row, titles in self.rows(sheet, (title,)):
            place = Place(sheet, cell_name(titles.index(title), number), title)
            path = f"constraints[{len(value['constraints'])}]"
            value["constraints"] += self.take(path, columns.LINES, place, row[title]) or []
        self.read_narrative(value["narrative"])

    def read_narrative(self, narrative):
        parts = {NarrativePart(part).label: part for part in NARRATIVE_PARTS}
        part_title, text_title = columns.TEXTS_HEAD
        for number, row, titles in self.rows(columns.TEXTS_SHEET, columns.TEXTS_HEAD):
            place = Place(columns.TEXTS_SHEET, cell_name(titles.index(part_title), number), part_title)
            part = parts.get(row[part_title].strip())
            if part is None:
                self.refuse(place, row[part_title], " · ".join(parts))
                continue
            paragraphs = found(narrative, part) or []
            put(narrative, part, paragraphs)
            text_place = Place(columns.TEXTS_SHEET, cell_name(titles.index(text_title), number), text_title)
            path = f"narrative.{part}[{len(paragraphs)}]"
            paragraphs += self.take(path, columns.LINES, text_place, row[text_title]) or []


def flat(value):
    """Every leaf."""
    for content in value.values():
        yield from flat(content) if isinstance(content, dict) and content else [content]
