"""What may stand in a file of the catalogue: shapes, and what entries say of each other. Gives (place, message)."""

from collections import Counter

from assessments.frameworks.kinds import KINDS
from assessments.frameworks.shape import FILLED, TEXTS, YES_NO, Kind, Shape
from assessments.frameworks.toml_lines import Place

UNITS = "units.toml"


def _are_tables(value):
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _is_texts_by_name(value):
    return isinstance(value, dict) and all(map(TEXTS.accepts, value.values()))


def _is_text_by_name(value):
    return isinstance(value, dict) and all(map(FILLED.accepts, value.values()))


CODES = Kind("ตารางกรอบการประเมิน = รายการรหัส", _is_texts_by_name)
NAMES = Kind("ตารางกลุ่มหน่วยงาน = ชื่อ", _is_text_by_name)
SOURCES = Kind("ตารางชื่อ = ข้อความ", _is_text_by_name)
TOPICS = Kind("รายการ [[topics]]", _are_tables)
MEASURES = Kind("รายการ [[topics.measures]] อย่างน้อยหนึ่งมาตรการ", lambda value: bool(value) and _are_tables(value))
UNIT_LIST = Kind("รายการ [[units]]", _are_tables)

FILE = Shape({"sources": SOURCES, "topics": TOPICS})
TOPIC = Shape(
    {
        "key": FILLED,
        "title": FILLED,
        "items": CODES,
        "source": FILLED,
        "verified": YES_NO,
        "causes": TEXTS,
        "approaches": TEXTS,
        "measures": MEASURES,
    },
    {"indicators": TEXTS, "kinds": TEXTS},
)
MEASURE = Shape({"title": FILLED, "unit": FILLED, "steps": TEXTS, "monitoring": FILLED, "outcome": FILLED})
UNITS_FILE = Shape({"source": FILLED, "verified": YES_NO, "families": CODES, "units": UNIT_LIST})
UNIT = Shape({"code": FILLED, "label": FILLED, "words": TEXTS, "typical": NAMES})


def units_faults(data):
    found = list(_shape_faults(data, UNITS_FILE, Place()))
    for index, row in enumerate(_rows(data, "units")):
        found += _shape_faults(row, UNIT, Place("units", index))
    yield from found or _family_faults(data)


def _family_faults(data):
    """Every kind of agency is in one family, and every unit has a name for each family."""
    placed = Counter(kind for kinds in data["families"].values() for kind in kinds)
    for kind in sorted(KINDS.keys() | placed.keys()):
        if kind not in KINDS or placed[kind] != 1:
            yield Place("families"), f"ประเภทหน่วยงาน “{kind}” ต้องเป็นประเภทที่รู้จัก และอยู่ในกลุ่มเดียว"
    for index, row in enumerate(data["units"]):
        for family in sorted(data["families"].keys() - row["typical"].keys()):
            yield Place("units", index, "typical"), f"ขาดชื่อของกลุ่มหน่วยงาน “{family}”"


def file_faults(data, units):
    """Faults of a file of topics; what stands in a topic is looked at only when the topic has the right shape."""
    yield from _shape_faults(data, FILE, Place())
    measures = 0  # [[topics.measures]] count through the whole file
    for index, row in enumerate(_rows(data, "topics")):
        faults = list(_shape_faults(row, TOPIC, Place("topics", index)))
        yield from faults or _topic_faults(row, Place("topics", index), data.get("sources", {}))
        for measure in _rows(row, "measures"):
            yield from _measure_faults(measure, Place("topics.measures", measures), units)
            measures += 1


def _topic_faults(row, place, sources):
    if row["source"] not in sources:
        yield place.at("source"), f"ไม่มี “{row['source']}” ใน [sources]"
    if not row.get("indicators") and not any(row["items"].values()):
        yield place.at("items"), "ต้องตอบข้อหรือตัวชี้วัดอย่างน้อยหนึ่งรายการ"
    for kind in row.get("kinds", ()):
        if kind not in KINDS:
            yield place.at("kinds"), f"ไม่รู้จักประเภทหน่วยงาน “{kind}”"
    for name in ("causes", "approaches"):
        if not row[name]:
            yield place.at(name), f"“{name}” ต้องมีอย่างน้อยหนึ่งข้อ"


def _measure_faults(row, place, units):
    faults = list(_shape_faults(row, MEASURE, place))
    yield from faults
    if not faults and row["unit"] not in units:
        yield place.at("unit"), f"ไม่มี “{row['unit']}” ใน {UNITS}"
    if not faults and not row["steps"]:
        yield place.at("steps"), "ต้องมีขั้นตอนอย่างน้อยหนึ่งขั้น"


def key_faults(files):
    """(path, place, message) of a key that two topics have; `files` are their contents by path."""
    first = {}
    for path, data in files.items():
        for index, row in enumerate(data["topics"]):
            place = Place("topics", index, "key")
            if first.setdefault(row["key"], (path, place)) != (path, place):
                yield path, place, f"key “{row['key']}” มีอยู่แล้วใน {first[row['key']][0].name}"


def _shape_faults(table, shape, place):
    for key in sorted(shape.required.keys() - table.keys()):
        yield place, f"ขาด “{key}”"
    for key, value in table.items():
        if key not in shape.keys:
            yield place.at(key), f"ไม่รู้จัก “{key}” ใช้ได้เฉพาะ {', '.join(shape.keys)}"
        elif not shape.keys[key].accepts(value):
            yield place.at(key), f"“{key}” ต้องเป็น{shape.keys[key].text}"


def _rows(table, key):
    rows = table.get(key)
    return rows if _are_tables(rows) else []
