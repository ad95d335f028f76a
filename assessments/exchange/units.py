"""What one agency's rows say: figures, total and level, or every fault that keeps them from being taken."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.analysis_tables import entry_label
from assessments.exchange import columns as roles
from assessments.exchange.agency_names import NAME_LENGTH, KnownAgency, Named, is_slug
from assessments.exchange.cells import NO_VALUE, UNCACHED, UnfitCell, is_dash, read_score, read_year, tidy
from assessments.exchange.faults import Fault, cell_name
from assessments.exchange.gathering import Unit
from assessments.exchange.headers import INDICATOR_WORD, ITEM_WORD, LONG, Column
from assessments.exchange.source import Source

TOTAL, LEVEL = "total", "level"
LEVEL_LENGTH = 100
ONE_ROW = "หน่วยงานละหนึ่งแถว: เหลือแถวที่ถูกต้องแถวเดียว"
ONE_SCORE = "รหัสละหนึ่งคะแนน: เหลือแถวที่ถูกต้องแถวเดียว"


@dataclass(frozen=True)
class Told:
    """What the file says of one agency.

    `values` are by code, with "total" and "level"; None says "no score", and what the file leaves blank is not there.
    `cells` are the places of the values. `agency` is None for one that is to be made, and where there are faults.
    `unit_faults` are those of the faults that leave it open which rows count at all: no single value is to blame.
    """

    first_row: int
    named: Named
    agency: KnownAgency | None
    values: dict[str, Decimal | str | None]
    cells: dict[str, str]
    faults: tuple[Fault, ...]
    rounded: int
    unit_faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A text with its place: the row, the column it stands in, and the code of the figure that it gives."""

    code: str
    text: str
    name: str


class UnitReader:
    """Reads units of one source; `can_create` says whether agencies that nobody knows are to be made."""

    def __init__(self, source: Source, *, can_create: bool):
        self.source, self.framework, self.can_create = source, source.framework, can_create

    def read(self, unit: Unit) -> Told:
        unit_faults = [*self._agency_faults(unit), *self._year_faults(unit.rows)]
        is_long = self.source.layout.shape == LONG
        unit_faults += [] if is_long else self._repeated_faults(unit.rows)
        cells, faults = self._long_cells(unit.rows) if is_long else (self._wide_cells(unit.rows[0]), [])
        faults = [*unit_faults, *faults]
        values, rounded = {}, 0
        for cell in cells:
            try:
                values[cell.code], is_rounded = self._value(cell)
                rounded += is_rounded
            except UnfitCell as unfit:
                faults.append(self._fault(cell.name, entry_label(self.framework, cell.code), cell.text, str(unfit)))
        return Told(
            first_row=unit.first_row,
            named=unit.named,
            agency=unit.match.agency,
            values=values,
            cells={cell.code: cell.name for cell in cells},
            faults=tuple(faults),
            rounded=rounded,
            unit_faults=tuple(unit_faults),
        )

    def _fault(self, cell, label, value, allowed):
        return Fault(self.source.sheet, cell, label, tidy(value.removeprefix(UNCACHED)), allowed)

    def _agency_faults(self, unit):
        row = unit.rows[0]
        column = self._agency_column(row)
        place = cell_name(column.index, row.number)
        if not unit.named.shown:
            yield self._fault(place, "หน่วยงาน", "", "ทุกแถวที่มีคะแนนต้องมีชื่อหรือรหัสหน่วยงาน")
        elif unit.named.shown.startswith(UNCACHED):
            yield self._fault(place, "หน่วยงาน", unit.named.shown, NO_VALUE)
        elif unit.match.problem and not (unit.match.is_new and self.can_create):
            yield self._fault(place, "หน่วยงาน", unit.named.shown, unit.match.problem)
        elif unit.match.is_new:
            yield from self._new_agency_faults(unit.named, place)

    def _new_agency_faults(self, named, place):
        if len(named.name) > NAME_LENGTH:
            yield self._fault(place, "หน่วยงาน", named.name, f"ชื่อหน่วยงานยาวไม่เกิน {NAME_LENGTH} ตัวอักษร")
        if named.code and not is_slug(named.code):
            allowed = "รหัสของหน่วยงานใหม่ใช้ a–z 0–9 - และ _ ไม่เกิน 50 ตัว หรือเว้นว่างให้ระบบตั้งให้"
            yield self._fault(place, "รหัสหน่วยงาน", named.code, allowed)

    def _agency_column(self, row) -> Column:
        """Where the agency is named, or should be."""
        layout = self.source.layout
        columns = [each for each in (layout.first(roles.AGENCY), layout.first(roles.AGENCY_CODE)) if each]
        return next((column for column in columns if tidy(row.text(column))), columns[0] if columns else layout.used[0])

    def _year_faults(self, rows):
        column = self.source.layout.first(roles.YEAR)
        for row in rows:
            text = tidy(row.text(column))
            if text and not self._is_own_year(text):
                allowed = f"ปีของผลที่นำเข้าคือ {self.framework.fiscal_year} เว้นว่างได้"
                yield self._fault(cell_name(column.index, row.number), "ปีงบประมาณ", text, allowed)

    def _is_own_year(self, text):
        try:
            return read_year(text) == self.framework.fiscal_year
        except UnfitCell:
            return False

    def _wide_cells(self, row):
        columns = [column for column in self.source.layout.used if column.role in roles.VALUES]
        cells = [
            Cell(column.code or column.role, row.text(column), cell_name(column.index, row.number))
            for column in columns
        ]
        return [cell for cell in cells if tidy(cell.text)]

    def _repeated_faults(self, rows):
        """A second row of the same agency takes both back."""
        first, *others = rows
        places = [cell_name(self._agency_column(other).index, other.number) for other in others]
        return [self._fault(place, "หน่วยงาน", f"ซ้ำกับแถว {first.number}", ONE_ROW) for place in places]

    def _long_cells(self, rows):
        code, score = (self.source.layout.first(role) for role in (roles.CODE, roles.SCORE))
        cells, faults = {}, []
        for row in rows:
            found = self._code(row.text(code))
            place = cell_name(score.index, row.number)
            if not found:
                allowed = f"รหัสของกรอบ {self.framework.code} เช่น 1, 9.5, o1, i1, e1, คะแนนรวม หรือ ระดับ"
                faults.append(self._fault(cell_name(code.index, row.number), "รหัสตัวชี้วัด/ข้อ", row.text(code), allowed))
            elif found in cells and tidy(cells[found].text) != tidy(row.text(score)):
                value = f"{row.text(score)} (แถว {row.number}) และ {cells[found].text} ({cells[found].name})"
                faults.append(self._fault(place, entry_label(self.framework, found), value, ONE_SCORE))
            else:
                cells.setdefault(found, Cell(found, row.text(score), place))
        return list(cells.values()), faults

    def _code(self, text):
        """The framework's code, "total" or "level"; empty for anything else."""
        meaning = self.source.vocabulary.meaning(text)
        if meaning.role in (roles.TOTAL, roles.LEVEL):
            return meaning.role
        if meaning.role == roles.NUMBER and ITEM_WORD in text and INDICATOR_WORD not in text:
            return ""  # a third item, of which instrument nobody says
        return meaning.code if meaning.code in self.framework.entries and meaning.role != roles.CLASH else ""

    def _value(self, cell):
        if cell.code == LEVEL:
            return read_level(cell.text), False
        return read_score(cell.text)


def read_level(text) -> str | None:
    """None for a dash. Raises UnfitCell."""
    if text.startswith(UNCACHED):
        raise UnfitCell(NO_VALUE)
    level = tidy(text)
    if len(level) > LEVEL_LENGTH:
        raise UnfitCell(f"ข้อความยาวไม่เกิน {LEVEL_LENGTH} ตัวอักษร")
    return None if is_dash(level) else level
