"""Announced results in an exchange file: frameworks, scores by code, and earlier years."""

import re

from assessments import fiscal_year as years
from assessments.framework_store import UnknownFramework, get_framework
from assessments.item_codes import normalise_code
from reports.exchange.content import AssessmentPart, PastPart

DEPTHS = {"instruments": "instrument", "indicators": "indicator", "sub_indicators": "sub_indicator", "items": "item"}


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
