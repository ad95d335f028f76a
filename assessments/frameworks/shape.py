"""The shape of a framework file: its tables, their keys and the type of each value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from assessments.frameworks.toml_lines import Place


@dataclass(frozen=True)
class Kind:
    """A type of value: how to say it in Thai, and whether a value is of it."""

    text: str
    accepts: Callable


@dataclass(frozen=True)
class Shape:
    """A table's keys. A key whose kind is a Shape holds an array of inline tables of that shape."""

    required: dict
    optional: dict = field(default_factory=dict)

    @property
    def keys(self):
        return self.required | self.optional


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value):
    return _is_whole(value) or (isinstance(value, Decimal) and value.is_finite())


def _list_of(accepts):
    return lambda value: isinstance(value, list) and all(map(accepts, value))


def _table_of(accepts):
    return lambda value: isinstance(value, dict) and all(map(accepts, value.values()))


def one_of(*choices):
    return Kind("หนึ่งใน " + ", ".join(choices), lambda value: value in choices)


def parts_by_instrument(*choices):
    text = "ตารางแบบวัด = ค่า โดยค่าเป็นหนึ่งใน " + ", ".join(choices)
    return Kind(text, _table_of(lambda value: value in choices))


def _is_text(value):
    return isinstance(value, str)


TEXT = Kind("ข้อความ", _is_text)
FILLED = Kind("ข้อความที่ไม่ว่าง", lambda value: _is_text(value) and value.strip() != "")
WHOLE = Kind("จำนวนเต็ม", _is_whole)
NUMBER = Kind("จำนวน", _is_number)
PERCENT = Kind("จำนวน 0–100", lambda value: _is_number(value) and 0 <= value <= 100)
YES_NO = Kind("true หรือ false", lambda value: isinstance(value, bool))
DATE = Kind("วันที่ เช่น 2024-01-01", lambda value: isinstance(value, date) and not isinstance(value, datetime))
TEXTS = Kind("รายการข้อความ", _list_of(_is_text))
WHOLES = Kind("รายการจำนวนเต็ม", _list_of(_is_whole))
NAMED_TEXTS = Kind("ตารางชื่อ = ข้อความ", _table_of(_is_text))
WEIGHTS = Kind("ตารางแบบวัด = น้ำหนัก 0–100", _table_of(PERCENT.accepts))
SCORES = Kind("รายการคะแนน 0–100", _list_of(PERCENT.accepts))

PROVENANCE = {"source": FILLED, "verified": YES_NO}

LEVEL = Shape(
    {"code": FILLED, "name": FILLED, "total_min": PERCENT, "passed": YES_NO},
    {"name_en": TEXT, "instrument_min": PERCENT},
)
COMPONENT = Shape({"code": FILLED, "text": FILLED, **PROVENANCE})
PREDECESSOR = Shape({"code": FILLED, "relation": one_of("equal", "changed")}, {"reason": FILLED})
ITEM_COMPONENTS = {"components": TEXTS, "components_source": FILLED, "components_verified": YES_NO}

TOP = {
    "code": FILLED,
    "fiscal_year": WHOLE,
    "name": FILLED,
    "kinds": TEXTS,
    "pass_mark": PERCENT,
    "decimals": WHOLE,
    "tolerance": NUMBER,
}
ARRAYS = {
    "instruments": Shape({"code": FILLED, "name": FILLED, "name_en": TEXT, "weight": PERCENT, **PROVENANCE}),
    "indicators": Shape({"code": FILLED, "name": FILLED, "instrument": FILLED, **PROVENANCE}),
    "sub_indicators": Shape({"code": FILLED, "name": FILLED, "indicator": FILLED, **PROVENANCE}),
    "issues": Shape({"number": WHOLE, "name": FILLED, **PROVENANCE}),
    "rules": Shape(
        {
            "kinds": TEXTS,
            "weights": WEIGHTS,
            "instrument_from": parts_by_instrument("indicators", "items"),
            "indicator_from": parts_by_instrument("sub_indicators", "items", "announced"),
            **PROVENANCE,
        }
    ),
    "calendar": Shape({"name": FILLED, "start_on": DATE, "end_on": DATE, **PROVENANCE}),
    "documents": Shape({"kind": one_of("measures", "progress"), "item": FILLED, "components": COMPONENT}),
    "items": Shape(
        {
            "code": FILLED,
            "name": TEXT,
            "instrument": FILLED,
            "indicator": FILLED,
            **PROVENANCE,
            "issues": WHOLES,
            "issues_source": FILLED,
            "issues_verified": YES_NO,
        },
        {"sub_indicator": FILLED, **ITEM_COMPONENTS, "predecessors": PREDECESSOR},
    ),
}
TABLES = {
    "level_scale": Shape({"per_indicator": YES_NO, **PROVENANCE, "levels": LEVEL}),
    "item_scores": Shape(PROVENANCE, {code: SCORES for code in ("IIT", "EIT", "OIT")}),
    "national": Shape(PROVENANCE, {"agencies": WHOLE, "average": PERCENT, "passed_percent": PERCENT}),
    "year_map": Shape(PROVENANCE),
}
OPTIONAL_ARRAYS = {"calendar"}


def shape_faults(data):
    """(place, message) of what is missing, unknown or of the wrong type."""
    known = TOP | {"sources": NAMED_TEXTS} | ARRAYS | TABLES
    top = {key: kind for key, kind in known.items() if isinstance(kind, Kind)}
    present = {key: value for key, value in data.items() if key in top or key not in known}
    yield from _table_faults(present, Shape(top), Place(), known)
    for name, shape in ARRAYS.items():
        yield from _array_faults(data, name, shape)
    for name, shape in TABLES.items():
        yield from _section_faults(data, name, shape)


def _array_faults(data, name, shape):
    rows = data.get(name, [] if name in OPTIONAL_ARRAYS else None)
    if not _list_of(lambda row: isinstance(row, dict))(rows):
        yield Place(name), f"ต้องมีตาราง [[{name}]]"
        return
    for index, row in enumerate(rows):
        yield from _table_faults(row, shape, Place(name, index), shape.keys)


def _section_faults(data, name, shape):
    if isinstance(data.get(name), dict):
        yield from _table_faults(data[name], shape, Place(name), shape.keys)
    else:
        yield Place(name), f"ต้องมีตาราง [{name}]"


def _table_faults(table, shape, place, allowed):
    for key in shape.required.keys() - table.keys():
        yield place, f"ขาด “{key}”"
    for key, value in table.items():
        if key not in shape.keys:
            yield place.at(key), f"ไม่รู้จัก “{key}” ใช้ได้เฉพาะ {', '.join(allowed)}"
        else:
            yield from _value_faults(value, shape.keys[key], place, key)


def _value_faults(value, kind, place, key):
    if isinstance(kind, Kind):
        if not kind.accepts(value):
            yield place.at(key), f"“{key}” ต้องเป็น{kind.text}"
        return
    if not _list_of(lambda row: isinstance(row, dict))(value):
        yield place.at(key), f"“{key}” ต้องเป็นรายการของตาราง {{ {', '.join(kind.keys)} }}"
        return
    for entry, row in enumerate(value):
        yield from _table_faults(row, kind, Place(place.table, place.index, key, entry), kind.keys)
