"""The rows of a file brought together by agency, on disk: a file of the whole country costs no memory."""

import json
import re
import sqlite3
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from assessments.exchange import columns as roles
from assessments.exchange.agency_names import AgencyIndex, Match, Named
from assessments.exchange.cells import UnfitCell, is_dash, read_year, tidy
from assessments.exchange.faults import shown, unusable
from assessments.exchange.headers import LONG, is_decoration
from assessments.exchange.source import Source, wrong_year
from assessments.thai import arabic_digits

# Rows under a table that are no agency's: averages, full marks, notes.
SUMMARY = re.compile(
    r"(?:รวม(?:ทั้งหมด|ทั้งสิ้น)?|(?:ค่า|คะแนน)?เฉลี่ย.*|ภาพรวม.*|คะแนนเต็ม.*|น้ำหนัก.*|(?:ค่า|คะแนน)?(?:สูงสุด|ต่ำสุด).*|ส่วนเบี่ยงเบน.*"
    r"|หมายเหตุ.*|ที่มา.*|average|mean|total|max(?:imum)?|min(?:imum)?|s\.?d\.?|(?:note|source)s?\s*:.*)",
    re.IGNORECASE | re.DOTALL,
)
FULL_MARKS = re.compile(r"100(?:\.0+)?%?")
TOLD = (roles.FIGURE, roles.NUMBER, roles.TOTAL)  # what the code of a long row can speak of
SHOWN = 5
TICK = 500  # rows between two words to whoever waits


@dataclass(frozen=True)
class Row:
    """One row of the file as it stands there."""

    number: int
    texts: list[str]

    def text(self, column):
        return self.texts[column.index] if column and column.index < len(self.texts) else ""


@dataclass(frozen=True)
class Unit:
    """All rows of one agency and year, which is known by its first row."""

    named: Named
    match: Match
    rows: tuple[Row, ...]

    @property
    def first_row(self):
        return self.rows[0].number


class Gathering:
    """The file's rows by agency. Rows that say nothing are left out: blank, decoration, averages, no figure at all."""

    def __init__(self, source: Source, index: AgencyIndex):
        self.source, self.index = source, index
        self.skipped, self.skipped_shown = 0, []  # rows like "ค่าเฉลี่ย", and what the first of them say
        self.empty = 0  # agencies' rows without any figure
        self._units = {}
        self._years = set()
        self._store = sqlite3.connect("", isolation_level=None)  # a file of its own that goes with the connection
        self._store.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE row (number INTEGER PRIMARY KEY, unit INTEGER NOT NULL, texts TEXT NOT NULL);"
        )
        layout = source.layout
        self._place = {
            role: layout.first(role) for role in (roles.YEAR, roles.AGENCY_CODE, roles.AGENCY, roles.PROVINCE)
        }
        is_long = layout.shape == LONG
        self._code = layout.first(roles.CODE) if is_long else None
        self._figures = [each for each in layout.used if each.role in ((roles.SCORE,) if is_long else roles.VALUES)]

    def __len__(self):
        return len(self._units)

    @property
    def remarks(self) -> list[str]:
        """What was left out of the file without being wrong."""
        unused, more = self.source.unused, self.skipped - len(self.skipped_shown)
        told = [f"คอลัมน์ที่ไม่ได้ใช้: {', '.join(unused)}"] if unused else []
        if self.skipped:
            told.append(
                f"ไม่ได้ใช้แถวสรุปหรือหมายเหตุ: {', '.join(self.skipped_shown)}{f' และอีก {more} แถว' if more else ''}"
            )
        if self.empty:
            told.append(f"มี {self.empty:,} แถวที่ไม่มีคะแนนเลย จึงไม่ได้นำเข้า")
        return told

    def close(self):
        self._store.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def read(self, tick=lambda rows: None):
        """Read the whole file once. Raises UnusableFile when it is too long, or all of another year."""
        kept = 0
        for number, texts in self.source.layout.table.rows():
            if number <= self.source.layout.head[-1] or not any(texts):
                continue
            kept += self._keep(Row(number, texts))
            if kept > self.source.limits.rows:
                raise unusable(f"มีแถวเกิน {self.source.limits.rows:,} แถว: แบ่งเป็นหลายไฟล์", value=self.source.name)
            if number % TICK == 0:
                tick(number)
        self._store.execute("CREATE INDEX by_unit ON row (unit, number)")
        self._refuse_other_years()
        return self

    def _keep(self, row):
        if is_decoration(row.texts, self.source.vocabulary) and not self._says_full_marks(row):
            return False
        named = self.named(row)
        if SUMMARY.fullmatch(named.shown):
            self._skip(row.number, named.shown)
            return False
        if not any(tidy(row.text(column)) for column in self._figures):
            self.empty += bool(named.shown)
            return False
        unit = self._units.setdefault(self._key(row, named), len(self._units))
        self._store.execute("INSERT INTO row VALUES (?, ?, ?)", (row.number, unit, json.dumps(row.texts)))
        return True

    def _says_full_marks(self, row):
        """A bare 100 is a unit under a header, and a score beside the code of a figure or in a table of one agency."""
        is_figure = self._code is not None and self.source.vocabulary.meaning(row.text(self._code)).role in TOLD
        is_figure = is_figure or (self._code is None and self.source.owner is not None)
        return is_figure and any(FULL_MARKS.fullmatch(arabic_digits(tidy(row.text(each)))) for each in self._figures)

    def _skip(self, number, text):
        self.skipped += 1
        if self.skipped <= SHOWN:
            self.skipped_shown.append(f"แถว {number} “{shown(text)}”")

    def named(self, row):
        code, name, province = (self._place[role] for role in (roles.AGENCY_CODE, roles.AGENCY, roles.PROVINCE))
        if self.source.owner:
            return self.source.owner
        typed_code = tidy(row.text(code))
        return Named("" if is_dash(typed_code) else typed_code, tidy(row.text(name)), tidy(row.text(province)))

    def _key(self, row, named):
        """A row that names nobody is alone with its fault."""
        year = self._year_of(row)
        self._years.add(year)
        match = self.index.find(named)
        if match.agency:
            return year, match.agency.pk
        return year, named.key if named.shown else f"row {row.number}"

    def _year_of(self, row):
        text = tidy(row.text(self._place[roles.YEAR]))
        try:
            return read_year(text) if text else self.source.framework.fiscal_year
        except UnfitCell:
            return text

    def _refuse_other_years(self):
        framework = self.source.framework
        if self._years and framework.fiscal_year not in self._years:
            years = sorted(year for year in self._years if isinstance(year, int))
            raise wrong_year(self.source.layout, framework, years or sorted(map(str, self._years)))

    def count_until(self, row) -> int:
        """How many units begin at this row or above it."""
        firsts = "SELECT min(number) AS first FROM row GROUP BY unit"
        return self._store.execute(f"SELECT count(*) FROM ({firsts}) WHERE first <= ?", (row,)).fetchone()[0]

    def units(self, after=0):
        """Every agency's rows in the order of the file, of those that begin below this row."""
        found = self._store.execute(
            "SELECT unit, number, texts FROM row WHERE unit >= ? ORDER BY unit, number", (self.count_until(after),)
        )
        for _, rows in groupby(found, key=itemgetter(0)):
            yield self._unit([Row(number, json.loads(texts)) for _, number, texts in rows])

    def _unit(self, rows):
        named = self.named(rows[0])
        return Unit(named, self.index.find(named), tuple(rows))
