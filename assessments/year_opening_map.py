"""How far a year's items are mapped from those of the year before: what continues, what is new, what ends. Pure."""

import re
from dataclasses import dataclass

from assessments.frameworks import Framework, Item
from assessments.thai import arabic_digits
from assessments.year_opening import LACKING, LOOK, READY, Point

EQUAL, CHANGED, NEW, UNMAPPED, ENDED = "equal", "changed", "new", "unmapped", "ended"
RELATION_NAMES = {
    EQUAL: "เทียบได้",
    CHANGED: "เปลี่ยน",
    NEW: "ข้อใหม่",
    UNMAPPED: "ขาดการเทียบ",
    ENDED: "ไม่มีต่อ",
}
YEAR = re.compile(r"(?:พ\.ศ\.)?25\d\d")


@dataclass(frozen=True)
class MapRow:
    """One item: of the new year, or (ENDED) of the year before. `before` are the codes that it continues."""

    item: Item
    relation: str
    before: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def relation_name(self):
        return RELATION_NAMES[self.relation]


@dataclass(frozen=True)
class YearMap:
    """Every item of the new year in official order, then those of the year before that nothing continues."""

    framework: Framework
    previous: Framework
    rows: tuple[MapRow, ...]

    def of(self, *relations):
        return tuple(row for row in self.rows if row.relation in relations)

    @property
    def notable(self):
        """What a person should look at: all but the items that are the same."""
        return self.of(UNMAPPED, CHANGED, NEW, ENDED)

    @property
    def mapped(self):
        return len(self.of(EQUAL, CHANGED))

    @property
    def percent(self):
        """Whole percent of the items that continue one, rounded down: 100 only when all do."""
        return 100 * self.mapped // len(self.framework.items)


def year_map(framework: Framework, previous: Framework) -> YearMap:
    continued = {each.code for item in framework.items for each in item.predecessors}
    ended = tuple(item for item in previous.items if item.code not in continued)
    wordings = {wording(item): item.code for item in ended if item.name}
    rows = [_row(item, wordings) for item in framework.items]
    return YearMap(framework, previous, (*rows, *(MapRow(item, ENDED) for item in ended)))


def _row(item, wordings):
    """An item without a map is new, unless one of last year with the same words was left without a successor."""
    before = tuple(each.code for each in item.predecessors)
    reasons = tuple(dict.fromkeys(each.reason for each in item.predecessors if each.reason))
    if before:
        relation = EQUAL if all(each.relation == EQUAL for each in item.predecessors) else CHANGED
        return MapRow(item, relation, before, reasons)
    same = wordings.get(wording(item))
    if same is None:
        return MapRow(item, NEW)
    return MapRow(item, UNMAPPED, (), (f"ถ้อยคำเหมือนข้อ {same} ของปีก่อน แต่ไม่ได้เทียบไว้",))


def wording(item):
    """Year, spaces and the script of digits make no difference. Without words an item is like no other."""
    return "".join(YEAR.sub("", arabic_digits(item.name).replace(" ", "")).split()).casefold()


def map_point(framework: Framework | None, previous: Framework | None, year: int) -> Point:
    """Of the items of `year`; each framework may be missing."""
    what = f"การเทียบข้อของปี {year} กับปี {year - 1}"
    if framework is None:
        return Point(what, LACKING, f"ยังไม่มี เพราะยังไม่มีไฟล์กรอบการประเมินปี {year}")
    if previous is None:
        return Point(what, LOOK, f"ไม่มีกรอบการประเมินปี {year - 1} จึงไม่มีข้อให้เทียบ")
    found = year_map(framework, previous)
    says = _counted(found)
    if found.of(UNMAPPED) or not found.mapped:
        advice = "ให้ผู้ดูแลเครื่องแม่ข่ายเพิ่มการเทียบข้อในไฟล์ แนวโน้มและการยกมาตรการมาใช้ต่อตามข้อเหล่านี้จะขาดตอน"
        return Point(what, LACKING, says, advice)
    verified = framework.year_map_provenance is not None and framework.year_map_provenance.verified
    if found.of(ENDED) or not verified:
        return Point(what, LOOK, says if verified else f"{says} · ยังไม่ยืนยันกับเอกสารทางการ")
    return Point(what, READY, says)


def _counted(found):
    equal, changed, new = (len(found.of(relation)) for relation in (EQUAL, CHANGED, NEW))
    parts = [
        f"เทียบแล้ว {found.mapped} จาก {len(found.framework.items)} ข้อ (ร้อยละ {found.percent})",
        f"เทียบได้ {equal} เปลี่ยน {changed} ใหม่ {new}",
        f"ขาดการเทียบ {len(found.of(UNMAPPED))}",
        f"ข้อของปีก่อนที่ไม่มีข้อต่อเนื่อง {len(found.of(ENDED))}",
    ]
    return " · ".join(parts)
