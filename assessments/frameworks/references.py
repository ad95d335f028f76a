"""What entries of a framework file say of each other: codes, parents, weights, order. Needs a file of right shape."""

from assessments.frameworks.kinds import KINDS
from assessments.frameworks.shape import ITEM_COMPONENTS
from assessments.frameworks.toml_lines import Place

SCORED = ("instruments", "indicators", "sub_indicators", "items")


def reference_faults(data, stem):
    """(place, message) of every entry that contradicts another."""
    yield from _code_faults(data, stem)
    for check in (
        _kind_faults, _source_faults, _parent_faults, _childless_faults, _issue_faults, _level_faults,
        _rule_faults, _score_faults, _component_faults, _document_faults, _predecessor_faults, _calendar_faults,
    ):  # fmt: skip
        yield from check(data)


def predecessor_faults(data, previous):
    """Predecessors that the year before, given as its data, does not have."""
    known = _codes(previous, "items")
    for index, item in enumerate(data["items"]):
        for entry, predecessor in enumerate(item.get("predecessors", [])):
            if predecessor["code"] not in known:
                place = Place("items", index, "predecessors", entry)
                yield place, f"{item['code']}: ปี {previous['fiscal_year']} ไม่มีข้อ “{predecessor['code']}”"


def _codes(data, table, key="code"):
    return {row[key]: row for row in data[table]}


def _repeated(values):
    """Indices of the values that occurred before."""
    return [index for index, value in enumerate(values) if value in values[:index]]


def _listed(codes):
    return ", ".join(map(str, codes))


def _code_faults(data, stem):
    expected = f"ita-{data['fiscal_year']}"
    if data["code"] != expected:
        yield Place(key="code"), f"รหัส “{data['code']}” ต้องเป็น ita- ตามด้วยปีงบประมาณ คือ “{expected}”"
    if data["code"] != stem:
        yield Place(key="code"), f"รหัส “{data['code']}” ต้องตรงกับชื่อไฟล์ “{stem}”"
    rows = [(table, index, row["code"]) for table in SCORED for index, row in enumerate(data[table])]
    for repeated in _repeated([code for _, _, code in rows]):
        table, index, code = rows[repeated]
        yield Place(table, index, "code"), f"รหัส “{code}” ซ้ำ"
    for index in _repeated([issue["number"] for issue in data["issues"]]):
        yield Place("issues", index, "number"), f"ประเด็นที่ {data['issues'][index]['number']} ซ้ำ"


def _kind_faults(data):
    places = [(Place(key="kinds"), data["kinds"])]
    places += [(Place("rules", index, "kinds"), rule["kinds"]) for index, rule in enumerate(data["rules"])]
    for place, kinds in places:
        for kind in kinds:
            if kind not in KINDS:
                yield place, f"ไม่รู้จักประเภทหน่วยงาน “{kind}” ใช้ได้เฉพาะ {_listed(KINDS)}"


def _tables(data):
    """(place, table) of every table of the file, inline ones too."""
    for name, value in data.items():
        rows = value if isinstance(value, list) else [value]
        for index, row in enumerate(row for row in rows if isinstance(row, dict)):
            yield Place(name, index), row
            yield from _inline_tables(name, index, row)


def _inline_tables(name, index, table):
    for key, value in table.items():
        for entry, row in enumerate(value if isinstance(value, list) else []):
            if isinstance(row, dict):
                yield Place(name, index, key, entry), row


def _source_faults(data):
    for place, table in _tables(data):
        for key in ("source", "issues_source", "components_source"):
            if key in table and place.table != "sources" and table[key] not in data["sources"]:
                yield place.at(key), f"ไม่มีแหล่งข้อมูล “{table[key]}” ในตาราง [sources]"


def _parent_faults(data):
    for table, parents in (("indicators", "instruments"), ("sub_indicators", "indicators")):
        yield from _missing_parents(data, table, parents.removesuffix("s"), parents)
    for key in ("instrument", "indicator", "sub_indicator"):
        yield from _missing_parents(data, "items", key, f"{key}s")
    for index, item in enumerate(data["items"]):
        yield from _disagreements(data, index, item)


def _missing_parents(data, table, key, parents):
    known = _codes(data, parents)
    for index, row in enumerate(data[table]):
        if key in row and row[key] not in known:
            yield Place(table, index, key), f"{row['code']}: ไม่มี {key} “{row[key]}” ใช้ได้เฉพาะ {_listed(known)}"


def _disagreements(data, index, item):
    for key, upper_key in (("indicator", "instrument"), ("sub_indicator", "indicator")):
        parent = _codes(data, f"{key}s").get(item.get(key), item)
        uppers = {parent[upper_key], item[upper_key]}
        if len(uppers) == 2 and uppers <= _codes(data, f"{upper_key}s").keys():  # unknown ones are told elsewhere
            message = f"{item['code']}: {key} “{parent['code']}” อยู่ใน {upper_key} “{parent[upper_key]}”"
            yield Place("items", index, upper_key), message
    rows = data["sub_indicators"]
    own = [row["code"] for row in rows if row["indicator"] == item["indicator"]]
    if own and "sub_indicator" not in item:
        yield Place("items", index), f"{item['code']}: ต้องระบุ sub_indicator เป็นหนึ่งใน {_listed(own)}"


def _childless_faults(data):
    for table, key in (("indicators", "indicator"), ("sub_indicators", "sub_indicator")):
        used = {item.get(key) for item in data["items"]}
        for index, row in enumerate(data[table]):
            if row["code"] not in used:
                yield Place(table, index, "code"), f"ตัวชี้วัด “{row['code']}” ไม่มีข้อใดอยู่ภายใต้"


def _issue_faults(data):
    known = _codes(data, "issues", "number")
    for index, item in enumerate(data["items"]):
        for number in item["issues"]:
            if number not in known:
                place = Place("items", index, "issues")
                yield place, f"{item['code']}: ไม่มีประเด็นที่ {number} ใช้ได้เฉพาะ {_listed(known)}"


def _level_faults(data):
    levels = data["level_scale"]["levels"]
    floors = [level["total_min"] for level in levels]
    for entry in range(1, len(floors)):
        if floors[entry] > floors[entry - 1]:
            place = Place("level_scale", 0, "levels", entry)
            yield place, f"ระดับ “{levels[entry]['code']}” เริ่มที่ {floors[entry]} ต้องไม่สูงกว่าระดับก่อนหน้า"
    for entry in _repeated([level["code"] for level in levels]):
        yield Place("level_scale", 0, "levels", entry), f"ระดับ “{levels[entry]['code']}” ซ้ำ"
    if not levels or floors[-1] != 0 or "instrument_min" in levels[-1]:
        place = Place("level_scale", 0, "levels", len(levels) - 1 if levels else None)
        yield place, "ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มี instrument_min เพื่อให้ทุกคะแนนมีระดับ"


def _rule_faults(data):
    total = sum(row["weight"] for row in data["instruments"])
    if total != 100:
        yield Place("instruments", 0, "weight"), f"น้ำหนักของแบบวัดรวมได้ {total} ต้องเป็น 100"
    general = [index for index, rule in enumerate(data["rules"]) if not rule["kinds"]]
    if len(general) != 1:
        place = Place("rules", general[1], "kinds") if general else Place("rules", 0, "kinds")
        yield place, f"ต้องมีกฎทั่วไป (kinds ว่าง) หนึ่งกฎ พบ {len(general)}"
    for index, rule in enumerate(data["rules"]):
        yield from _weight_faults(data, index, rule)


def _weight_faults(data, index, rule):
    total, instruments = sum(rule["weights"].values()), _codes(data, "instruments")
    if total != 100:
        yield Place("rules", index, "weights"), f"น้ำหนักรวมได้ {total} ต้องเป็น 100"
    for code in rule["weights"].keys() - instruments.keys():
        yield Place("rules", index, "weights"), f"ไม่มีแบบวัด “{code}” ใช้ได้เฉพาะ {_listed(instruments)}"
    for key in ("instrument_from", "indicator_from"):
        if rule[key].keys() != rule["weights"].keys():
            yield Place("rules", index, key), f"“{key}” ต้องระบุแบบวัดเดียวกับ weights คือ {_listed(rule['weights'])}"


def _score_faults(data):
    for code in data["item_scores"].keys() - _codes(data, "instruments").keys() - {"source", "verified"}:
        yield Place("item_scores", 0, code), f"ไม่มีแบบวัด “{code}”"


def _component_faults(data):
    for index, item in enumerate(data["items"]):
        present = ITEM_COMPONENTS.keys() & item.keys()
        if present and present != ITEM_COMPONENTS.keys():
            place = Place("items", index, min(present))
            yield place, f"{item['code']}: ต้องมี {_listed(ITEM_COMPONENTS)} ครบทุกค่าหรือไม่มีเลย"


def _document_faults(data):
    items, documents = _codes(data, "items"), data["documents"]
    for kind in {"measures", "progress"} - {document["kind"] for document in documents}:
        yield Place("documents"), f"ต้องมีเอกสารชนิด “{kind}”"
    for index in _repeated([document["kind"] for document in documents]):
        yield Place("documents", index, "kind"), f"เอกสารชนิด “{documents[index]['kind']}” ซ้ำ"
    for index, document in enumerate(documents):
        if document["item"] not in items:
            yield Place("documents", index, "item"), f"ไม่มีข้อ “{document['item']}” ในกรอบนี้"
        for entry in _repeated([component["code"] for component in document["components"]]):
            yield Place("documents", index, "components", entry), "รหัสองค์ประกอบซ้ำ"


def _predecessor_faults(data):
    for index, item in enumerate(data["items"]):
        for entry, predecessor in enumerate(item.get("predecessors", [])):
            if predecessor["relation"] == "changed" and "reason" not in predecessor:
                place = Place("items", index, "predecessors", entry)
                yield place, f"{item['code']}: relation changed ต้องมี reason"


def _calendar_faults(data):
    events = data.get("calendar", [])
    for index, event in enumerate(events):
        if event["end_on"] < event["start_on"]:
            yield Place("calendar", index, "end_on"), f"“{event['name']}” สิ้นสุดก่อนเริ่ม"
        if index and event["start_on"] < events[index - 1]["start_on"]:
            yield Place("calendar", index, "start_on"), f"“{event['name']}” ต้องเรียงตามวันเริ่ม"
