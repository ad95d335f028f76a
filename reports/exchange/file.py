"""What an exchange file says, as plain frozen values, and how it is read out of JSON."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from assessments import fiscal_year as years
from assessments.framework_store import UnknownFramework, get_framework
from assessments.frameworks.kinds import KINDS
from assessments.item_codes import normalise_code
from reports.exchange.reading import FaultyFile, Node, parse_json

FORMAT, VERSION = "ita-agency-year", 1
URGENCIES = ("urgent", "develop", "maintain")
DEPTHS = {"instruments": "instrument", "indicators": "indicator", "sub_indicators": "sub_indicator", "items": "item"}
NARRATIVE_LISTS = ("preface", "introduction", "summary")
INSTRUMENTS = ("IIT", "EIT", "OIT")
NARRATIVE_PARTS = (*NARRATIVE_LISTS, *(f"strength_factors.{code}" for code in INSTRUMENTS))


@dataclass(frozen=True)
class AgencyPart:
    code: str
    name: str
    short_name: str
    kind: str
    province: str
    district: str
    numerals: str
    parents: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentPart:
    framework_code: str
    fiscal_year: int
    total: Decimal | None
    level: str
    rank_position: int | None
    rank_group: str
    peers_label: str
    peers_count: int | None
    peers_average: Decimal | None
    scores: dict[str, Decimal]


@dataclass(frozen=True)
class PastPart:
    fiscal_year: int
    total: Decimal | None
    scores: dict[str, Decimal]


@dataclass(frozen=True)
class Entry:
    """A finding, measure, progress entry or photo: column values, and lists of texts by kind."""

    values: dict
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class AgencyYearFile:
    fiscal_year: int
    agency: AgencyPart
    baseline: AssessmentPart
    result: AssessmentPart | None
    history: tuple[PastPart, ...]
    findings: tuple[Entry, ...]
    measures: tuple[Entry, ...]
    limitations: tuple[str, ...]
    narratives: dict[str, tuple[str, ...]]
    progress: tuple[Entry, ...]
    photos: tuple[Entry, ...]


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


def read_assessment(node):
    part = node.keys(required=("framework", "fiscal_year"), optional=("overall", "level", "rank", "peers", *DEPTHS))
    framework = read_framework(part["framework"])
    year = part["fiscal_year"].integer(years.FIRST_KNOWN, years.LAST_KNOWN)
    if framework and year and year != framework.fiscal_year:
        part["fiscal_year"].fault(f"{framework.fiscal_year} ตามกรอบการประเมิน {framework.code}")
    rank = part["rank"].keys(optional=("position", "group")) if part["rank"].is_given else None
    peers = part["peers"].keys(optional=("label", "count", "average")) if part["peers"].is_given else None
    return AssessmentPart(
        framework_code=framework.code if framework else "",
        fiscal_year=year,
        total=part["overall"].score(),
        level=part["level"].text(100),
        rank_position=rank["position"].integer(1, 9_999_999) if rank else None,
        rank_group=rank["group"].text(300) if rank else "",
        peers_label=peers["label"].text(300) if peers else "",
        peers_count=peers["count"].integer(1, 9_999_999) if peers else None,
        peers_average=peers["average"].score() if peers else None,
        scores=read_scores([(part[key], depth) for key, depth in DEPTHS.items()], framework),
    )


def read_framework(node):
    try:
        return get_framework(node.text(50)) if node.text(50) else None
    except UnknownFramework as error:
        node.fault(str(error))
        return None


def known_framework(assessment):
    return get_framework(assessment.framework_code) if assessment.framework_code else None


def read_scores(groups, framework):
    """Scores of several depths in one mapping, keyed by the framework's own codes."""
    scores = {}
    for group, depth in groups:
        for typed, node in group.pairs():
            code = read_code(node, typed, framework, (depth,))
            score = node.score()
            if code in scores:
                node.fault("รหัสละหนึ่งคะแนน", found=f"รหัส {code} ซ้ำ")
            if code and score is not None:
                scores[code] = score
    return scores


def read_code(node, typed, framework, depths):
    """The framework's code for what was typed (O15, ๐๑๕ …); "" after a fault."""
    if not framework or not typed:
        return ""
    code = normalise_code(typed)
    if framework.depth_of(code) in depths:
        return code
    codes = [entry for entry in framework.entries if framework.depth_of(entry) in depths]
    allowed = ", ".join(codes) if len(codes) <= 10 else f"{codes[0]} ถึง {codes[-1]} ({len(codes)} รหัส)"
    node.fault(f"รหัสของกรอบ {framework.code}: {allowed}", found=f"รหัสที่ไม่มีในกรอบ “{typed[:60]}”")
    return ""


def read_history(node):
    past = []
    for entry in node.each():
        part = entry.keys(required=("fiscal_year",), optional=("overall", "indicators"))
        year = part["fiscal_year"].integer(years.FIRST_KNOWN, years.LAST_KNOWN)
        if year and any(other.fiscal_year == year for other in past):
            part["fiscal_year"].fault("ปีละหนึ่งรายการ", found=f"ปี {year} ซ้ำ")
        scores = {code: value.score() for code, value in part["indicators"].pairs()}
        for code, value in part["indicators"].pairs():
            if not re.fullmatch(r"[0-9]{1,2}", code):
                value.fault('เลขตัวชี้วัด เช่น "1" ถึง "10"', found=f"รหัส “{code[:60]}”")
        scores = {code: score for code, score in scores.items() if score is not None}
        past.append(PastPart(fiscal_year=year, total=part["overall"].score(), scores=scores))
    return tuple(past)


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
