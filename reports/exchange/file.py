"""How an exchange file is read out of JSON into plain values, with every fault at once."""

import re

from assessments import fiscal_year as years
from assessments.frameworks.kinds import KINDS
from reports.exchange.content import AgencyPart, AgencyYearFile, Entry
from reports.exchange.reading import FaultyFile, Node, parse_json
from reports.exchange.results_reading import known_framework, read_assessment, read_code, read_history

FORMAT, VERSION = "ita-agency-year", 1
URGENCIES = ("urgent", "develop", "maintain")
NARRATIVE_LISTS = ("preface", "introduction", "summary")
INSTRUMENTS = ("IIT", "EIT", "OIT")
NARRATIVE_PARTS = (*NARRATIVE_LISTS, *(f"strength_factors.{code}" for code in INSTRUMENTS))


def read_file(data: bytes) -> AgencyYearFile:
    """The file's content. Raises FaultyFile with every fault at once."""
    faults = []
    root = Node(parse_json(data), "", faults)
    content = read_root(root)
    if faults:
        raise FaultyFile(faults)
    return content


def read_root(root):
    part = root.keys(
        required=("format", "version", "fiscal_year", "agency", "assessment"),
        optional=("history", "findings", "measures", "constraints", "narrative", "progress"),
    )
    check_format(part["format"], part["version"])
    year = part["fiscal_year"].integer(years.FIRST_KNOWN, years.LAST_KNOWN)
    baseline = read_assessment(part["assessment"])
    framework = known_framework(baseline)
    measures = read_measures(part["measures"], framework, year)
    progress = part["progress"].keys(optional=("result", "entries", "photos")) if part["progress"].is_given else {}
    result = progress.get("result")
    return AgencyYearFile(
        fiscal_year=year,
        agency=read_agency(part["agency"], framework),
        baseline=baseline,
        result=read_assessment(result) if result and result.is_given else None,
        history=read_history(part["history"]),
        findings=tuple(read_finding(node, framework) for node in part["findings"].each()),
        measures=measures,
        limitations=part["constraints"].texts(),
        narratives=read_narratives(part["narrative"]),
        progress=read_progress(progress.get("entries"), framework, {entry.values["key"] for entry in measures}),
        photos=tuple(read_photo(node) for node in progress["photos"].each()) if progress else (),
    )


def check_format(format_node, version_node):
    """Another format or version cannot be read further: what follows would only be noise."""
    if format_node.value != FORMAT:
        format_node.fault(f"“{FORMAT}”")
        raise FaultyFile(format_node.faults)
    if version_node.value != VERSION or version_node.value is True:
        version_node.fault(str(VERSION))
        raise FaultyFile(version_node.faults)


def read_agency(node, framework):
    part = node.keys(
        required=("code", "name", "kind"),
        optional=("short_name", "parents", "province", "district", "numerals", "units"),
    )
    code = part["code"].text(50)
    if code and not re.fullmatch(r"[A-Za-z0-9_-]+", code):
        part["code"].fault("อักษร a–z ตัวเลข - และ _ เท่านั้น")
    kinds = framework.kinds if framework else tuple(KINDS)
    return AgencyPart(
        code=code,
        name=part["name"].text(500, needed=True),
        short_name=part["short_name"].text(200),
        kind=part["kind"].choice(kinds),
        province=part["province"].text(100),
        district=part["district"].text(100),
        numerals=part["numerals"].choice(("thai", "arabic")) or "thai",
        parents=part["parents"].texts(),
        units=part["units"].texts(),
    )


def read_finding(node, framework):
    part = node.keys(
        required=("urgency",), optional=("issue", "indicator", "items", "lowest", "cause", "causes", "approach")
    )
    causes = read_causes(part["cause"], part["causes"])
    values = {
        "issue": part["issue"].integer(1, 7),
        "indicator": read_indicator(part["indicator"], framework),
        "lowest": read_code(part["lowest"], part["lowest"].text(50), framework, ("item",)),
        "urgency": part["urgency"].choice(URGENCIES),
    }
    lines = {"item": read_items(part["items"], framework), "cause": causes, "approach": part["approach"].texts()}
    return Entry(values, lines)


def read_causes(single, several):
    """The causes, written as one text, as a list, or as both with the same content."""
    texts = several.texts()
    if not single.is_given:
        return texts
    text = single.text()
    if not several.is_given:
        return (text,) if text else ()
    if texts != (text,) and (text or texts):
        single.fault("ใช้ cause หรือ causes อย่างใดอย่างหนึ่ง หรือให้ข้อความตรงกัน")
    return texts


def read_indicator(node, framework):
    return read_code(node, node.text(50), framework, ("indicator", "sub_indicator"))


def read_items(node, framework):
    return tuple(read_code(item, item.text(50, needed=True), framework, ("item",)) for item in node.each())


def read_measures(node, framework, year):
    keys, measures = set(), []
    for entry in node.each():
        measures.append(read_measure(entry, framework, year))
        check_key(entry, measures[-1].values["key"], keys)
    return tuple(measures)


def check_key(node, key, keys):
    if key in keys:
        node.child("id", key).fault("รหัสที่ไม่ซ้ำกันในไฟล์", found=f"รหัส “{key}” ซ้ำ")
    keys.add(key)


def read_measure(node, framework, year):
    part = node.keys(
        required=("id", "urgency"),
        optional=(
            *("issue", "indicator", "items", "title", "weak_point", "improvement", "assessed_points", "causes"),
            *("approach", "steps", "period", "responsible", "monitoring", "constraints"),
        ),
    )
    values = {
        "key": part["id"].text(50, needed=True),
        "issue": part["issue"].integer(1, 7),
        "indicator": read_indicator(part["indicator"], framework),
        "urgency": part["urgency"].choice(URGENCIES),
        "title": part["title"].text(),
        "weak_point": part["weak_point"].text(),
        "monitoring": part["monitoring"].text(),
        **read_period(part["period"], year),
    }
    lines = {
        "item": read_items(part["items"], framework),
        "improvement": part["improvement"].texts(),
        "assessed_point": part["assessed_points"].texts(),
        "cause": part["causes"].texts(),
        "approach": part["approach"].texts(),
        "step": part["steps"].texts(),
        "responsible": part["responsible"].texts(),
        "limitation": part["constraints"].texts(),
    }
    return Entry(values, lines)


def read_period(node, year=None):
    """Period columns; with a year, both ends must lie in that fiscal year."""
    part = node.keys(optional=("start", "end", "text")) if node.is_given else {}
    start, end = (part[key].day() if part else None for key in ("start", "end"))
    if start and end and end < start:
        part["end"].fault(f"วันที่ไม่ก่อนวันเริ่มต้น {start}")
    for key, day in (("start", start), ("end", end)):
        if year and day and not years.contains(year, day):
            part[key].fault(f"วันที่ในปีงบประมาณ {year}: {years.first_day(year)} ถึง {years.last_day(year)}")
    return {"period_start": start, "period_end": end, "period_text": part["text"].text(500) if part else ""}


def read_narratives(node):
    if not node.is_given:
        return {}
    part = node.keys(optional=(*NARRATIVE_LISTS, "strength_factors"))
    found = {name: part[name].texts() for name in NARRATIVE_LISTS if part[name].is_given}
    if part["strength_factors"].is_given:
        factors = part["strength_factors"].keys(optional=INSTRUMENTS)
        found |= {f"strength_factors.{code}": factors[code].texts() for code in INSTRUMENTS if factors[code].is_given}
    return found


def read_progress(node, framework, measure_keys):
    keys, entries = set(), []
    for entry in node.each() if node else ():
        entries.append(read_progress_entry(entry, framework, measure_keys))
        check_key(entry, entries[-1].values["key"], keys)
    return tuple(entries)


def read_progress_entry(node, framework, measure_keys):
    part = node.keys(
        required=("id",),
        optional=(
            *("measure", "indicator", "activity", "performed", "outcomes", "period", "budget"),
            *("obstacles", "suggestions"),
        ),
    )
    measure = part["measure"].text(50)
    if measure and measure not in measure_keys:
        part["measure"].fault("id ของมาตรการในไฟล์: " + (", ".join(sorted(measure_keys)) or "ไม่มีมาตรการ"))
    budget = part["budget"].keys(optional=("amount", "source")) if part["budget"].is_given else None
    values = {
        "key": part["id"].text(50, needed=True),
        "measure": measure,
        "indicator": read_indicator(part["indicator"], framework),
        "activity": part["activity"].text(),
        "budget_amount": budget["amount"].number(10**13, 2, "จำนวนบาทตั้งแต่ 0 ทศนิยมไม่เกิน 2 ตำแหน่ง") if budget else None,
        "budget_source": budget["source"].text() if budget else "",
        "obstacles": part["obstacles"].text(),
        "suggestions": part["suggestions"].text(),
        **read_period(part["period"]),
    }
    return Entry(values, {"performed": part["performed"].texts(), "outcome": part["outcomes"].texts()})


def read_photo(node):
    part = node.keys(required=("caption",), optional=("date", "file"))
    name = part["file"].text(300)
    if name and (name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name):
        part["file"].fault("ชื่อไฟล์ที่อยู่ข้างไฟล์ JSON")
    return Entry({"caption": part["caption"].text(), "taken_on": part["date"].day(), "source_name": name})
