"""What a measure of an earlier year becomes under the framework of a later one. Pure.

Items follow the map of each year to the one before (`Item.predecessors`), year by year; what the map does not continue
is named and left behind. Periods move to the same months.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.analysis.comparison import CHANGED, EQUAL
from assessments.frameworks import Framework, Item
from assessments.thai import arabic_digits, thai_digits

RELATION_WORDS = {EQUAL: "เรื่องเดียวกัน", CHANGED: "เปลี่ยนไปจากเดิม"}
NO_SUCCESSOR = "ไม่มีข้อที่สืบต่อในกรอบของปีใหม่"
NO_MAP = "ยังไม่มีแผนที่เทียบข้อระหว่างสองปีนี้"


@dataclass(frozen=True)
class Successor:
    """An entry of the new framework that continues an old one; `reason` says what changed."""

    code: str
    name: str
    relation: str  # "equal" or "changed"
    reason: str = ""

    @property
    def relation_word(self):
        return RELATION_WORDS[self.relation]


@dataclass(frozen=True)
class Continued:
    """An old code with what continues it; `reason` says why nothing does."""

    code: str
    name: str
    successors: tuple[Successor, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Carried:
    """Where a measure's items, indicator and issue stand in the new framework; None for what it never named."""

    items: tuple[Continued, ...] = ()
    indicator: Continued | None = None
    issue: Continued | None = None

    @property
    def item_codes(self) -> tuple[str, ...]:
        """Of the new framework, each once."""
        return tuple(dict.fromkeys(found.code for item in self.items for found in item.successors))

    @property
    def indicator_code(self) -> str:
        return _only_code(self.indicator)

    @property
    def issue_number(self) -> int | None:
        code = _only_code(self.issue)
        return int(code) if code else None

    @property
    def left_behind(self) -> tuple[Continued, ...]:
        """Everything that has no successor."""
        named = (*self.items, *(entry for entry in (self.indicator, self.issue) if entry))
        return tuple(entry for entry in named if not entry.successors)


def _only_code(continued):
    return continued.successors[0].code if continued and continued.successors else ""


@dataclass(frozen=True)
class CarryMap:
    """From `old` to `new`; `steps` are the frameworks after the old one, None where one of the years is missing."""

    old: Framework
    new: Framework
    steps: tuple[Framework, ...] | None

    @cached_property
    def new_items(self) -> tuple[Item, ...]:
        """Items of the new framework that continue nothing of the old one; () without a map."""
        if self.steps is None:
            return ()
        continued = {found.code for item in self.old.items for found in self.item(item.code).successors}
        return tuple(item for item in self.new.items if item.code not in continued)

    def carry(self, items: Sequence[str], indicator: str, issue: int | None) -> Carried:
        return Carried(
            items=tuple(self.item(code) for code in items),
            indicator=self.indicator(indicator) if indicator else None,
            issue=self.issue(issue) if issue else None,
        )

    def item(self, code) -> Continued:
        entry = self.old.entries.get(code)
        if self.steps is None or not isinstance(entry, Item):
            return Continued(code, getattr(entry, "name", ""), (), NO_MAP if entry else f"ปีเดิมไม่มีข้อ {code}")
        found = {code: Successor(code, entry.name, EQUAL)}
        for framework in self.steps:
            found = _one_year_on(found, framework)
        return Continued(code, entry.name, tuple(found.values()), "" if found else NO_SUCCESSOR)

    def indicator(self, code) -> Continued:
        """An indicator by its code; a sub-indicator of another name goes where its items went."""
        before, after = self.old.entries.get(code), self.new.entries.get(code)
        name = getattr(before, "name", "")
        if before and after and type(before) is type(after) and before.name == after.name:
            return Continued(code, name, (Successor(code, after.name, EQUAL),))
        places = self.places_of_items(code)
        if not places:
            return Continued(code, name, (), "กรอบของปีใหม่ไม่มีตัวชี้วัดนี้")
        return Continued(code, name, (self.place_of(f"{code} {name}", places),))

    def place_of(self, was, places) -> Successor:
        """The one place, or the indicator above them all where what was below went several ways."""
        place = self.new.entries[places[0]]
        if len(places) == 1:
            return Successor(place.code, place.name, CHANGED, f"เดิมคือ {was}")
        above = self.new.entries[getattr(place, "indicator", place.code)]
        return Successor(above.code, above.name, CHANGED, f"ข้อของ {was} แยกไปอยู่ที่ {', '.join(places)}")

    def places_of_items(self, code) -> list[str]:
        """Where the new framework keeps what was below this code: sub-indicators if they have any, else indicators."""
        codes = [found.code for item in self.old.items_of(code) for found in self.item(item.code).successors]
        items = [self.new.entries[each] for each in codes]
        return list(dict.fromkeys(item.sub_indicator or item.indicator for item in items))

    def issue(self, number) -> Continued:
        before, after = _issue_name(self.old, number), _issue_name(self.new, number)
        if before and before == after:
            return Continued(str(number), before, (Successor(str(number), after, EQUAL),))
        return Continued(str(number), before, (), "ประเด็นนี้ของปีใหม่เป็นเรื่องอื่น")


def carry_map(frameworks: Sequence[Framework], old: Framework, new: Framework) -> CarryMap:
    """`frameworks` are all that are known; nothing is carried backwards or over a year that is not among them."""
    between = [each for each in frameworks if old.fiscal_year < each.fiscal_year <= new.fiscal_year]
    between.sort(key=lambda each: each.fiscal_year)
    years = [each.fiscal_year for each in between]
    is_whole = years == list(range(old.fiscal_year + 1, new.fiscal_year + 1)) and new.fiscal_year >= old.fiscal_year
    return CarryMap(old, new, tuple(between) if is_whole else None)


def _one_year_on(found, framework):
    """The items of this framework that continue those found in the year before, by code."""
    later = {}
    for item in framework.items:
        parts = [part for part in item.predecessors if part.code in found]
        if parts:
            later[item.code] = _successor(item, parts, [found[part.code] for part in parts])
    return later


def _successor(item, parts, before):
    """Equal only where the map says so every year and nothing was merged into it."""
    merged = len(item.predecessors)
    if merged == 1 and all(each.relation == EQUAL for each in (*parts, *before)):
        return Successor(item.code, item.name, EQUAL)
    reasons = dict.fromkeys(each.reason for each in (*before, *parts) if each.reason)
    return Successor(item.code, item.name, CHANGED, " · ".join(reasons) or f"รวมจาก {merged} ข้อของปีก่อน")


def _issue_name(framework, number):
    return next((issue.name for issue in framework.issues if issue.number == number), "")


def moved_day(day: date | None, years: int) -> date | None:
    """The same day of the same month; a month's last day stays its last."""
    if day is None:
        return None
    last = calendar.monthrange(day.year + years, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year + years, day.month, last if is_last else min(day.day, last))


def moved_text(text: str, fiscal_year: int, years: int) -> str:
    """A period in words: the two calendar years of the fiscal year move on, in the digits they are written in."""

    def moved(found):
        year = int(arabic_digits(found[0]))
        later = str(year + years)
        return found[0] if year not in (fiscal_year - 1, fiscal_year) else _in_script_of(found[0], later)

    return re.sub(r"(?<!\d)\d{4}(?!\d)", moved, text)


def _in_script_of(digits, text):
    return text if digits.isascii() else thai_digits(text)
