"""Names of other agencies left in a text: those the portal knows, and what reads like the name of one."""

import re
from dataclasses import dataclass

from assessments.provinces import PROVINCES
from assessments.thai import arabic_digits
from reports.checks import agency_names as names
from reports.checks.check import ALL, KEEP_IF_MEANT, Check, has_texts

LOCAL_KINDS = frozenset(
    {
        "local_government",
        "municipality",
        "provincial_administration",
        "subdistrict_administration",
        "special_local_government",
    }
)
EDUCATION_KINDS = frozenset({"education_area", "provincial_education"})
# Agencies of one place: one of another province has no business in the text. Schools and national bodies may.
PLACED_KINDS = LOCAL_KINDS | EDUCATION_KINDS | {"province", "district"}
# Bodies that texts of any agency speak of.
SPOKEN_OF_BY_ALL = frozenset(
    {
        "กรมบัญชีกลาง",
        "กรมส่งเสริมการปกครองท้องถิ่น",
        "สำนักงบประมาณ",
        "สำนักงานคณะกรรมการข้าราชการพลเรือน",
        "สำนักงานคณะกรรมการพัฒนาระบบราชการ",
        "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ",
        "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตในภาครัฐ",
        "สำนักงานการตรวจเงินแผ่นดิน",
        "สำนักงานผู้ตรวจการแผ่นดิน",
    }
)
GRAM = 8  # letters; a known name must have so many to be told from a word


def kin_of(kind):
    """Kinds of agency that copy from each other: their names are told whatever their province."""
    return next((kinds for kinds in (LOCAL_KINDS, EDUCATION_KINDS) if kind in kinds), frozenset({kind}))


@dataclass(frozen=True)
class Own:
    """What is the agency's own in a text: its names and those above it, squeezed and parsed, and the province."""

    spellings: frozenset[str]
    parsed: tuple[re.Match, ...]
    province: str
    is_local: bool


def own_of(agency):
    called = tuple(name for name in (agency.name, agency.short_name, *agency.parents) if name)
    return Own(
        spellings=frozenset(spelling for name in called for spelling in names.spellings_of(name)),
        parsed=tuple(found for name in called for found in names.NAME.finditer(arabic_digits(name))),
        province=agency.province or next((name for name in PROVINCES if name in agency.name), ""),
        is_local=agency.kind in LOCAL_KINDS,
    )


def left_over(subject):
    """One remark a text and name."""
    own = own_of(subject.content.agency)
    known = known_patterns(own, [passage.folded for passage in subject.passages], subject.other_names)
    for passage in subject.passages:
        spans = sorted(foreign_names(passage.folded, known, own), reverse=True)
        for called, span in {passage.text[slice(*span)].strip(): span for span in spans}.items():
            yield passage.remark(f"มีชื่อ “{called}” ซึ่งไม่ใช่ของหน่วยงานนี้", span)


def foreign_names(text, known, own):
    """Where they stand. What was found, own or not, is not searched for shorter names."""
    for pattern, is_own in known:
        yield from (found.span() for found in pattern.finditer(text) if not is_own)
        text = pattern.sub(lambda found: "\0" * len(found[0]), text)
    yield from (names.extent(name) for name in names.NAME.finditer(text) if is_foreign(name, own))


def known_patterns(own, texts, others):
    """(pattern, whether it is the own name) of each name that stands anywhere in the texts, the longest first."""
    whole = names.squeezed("\0".join(texts))
    found = (names_in(whole, others) | {name for name in own.spellings if name in whole}) - SPOKEN_OF_BY_ALL
    ordered = sorted(found, key=len, reverse=True)
    return [(re.compile(names.pattern_of(name)), name in own.spellings) for name in ordered]


def names_in(whole, others):
    """Those of thousands of names, squeezed. Only names whose ends stand somewhere in the text are searched for."""
    grams = {whole[at : at + GRAM] for at in range(len(whole))}
    candidates = names.squeezed("\0".join(others)).split("\0")
    return {
        name
        for name in candidates
        if len(name) >= GRAM and name[-GRAM:] in grams and name[:GRAM] in grams and name in whole
    }


def is_foreign(name, own):
    if name["area"]:
        return is_another_area(name, own)
    if name["town"]:
        return own.is_local and names.is_a_town(name) and not is_own_town(name, own)
    return bool(own.province) and (name["seat"] or name["elsewhere"]) != own.province


def is_another_area(name, own):
    """Of another place, of another number, or the other sort in the own place."""
    areas = [each for each in own.parsed if each["area"]]
    if not areas:
        return bool(own.province) and bool(name["province"]) and name["province"] != own.province
    return not any(is_same_area(name, area) for area in areas)


def is_same_area(name, own):
    """What a shortened name leaves out is taken as the own."""
    pairs = (
        (names.SHORT_OF[name["area"]], names.SHORT_OF[own["area"]]),
        (names.place_of(name), names.place_of(own)),
        (names.number_of(name), names.number_of(own)),
    )
    return all(said in (None, meant, names.ANY_AREA) for said, meant in pairs)


def is_own_town(name, own):
    return any(name["town"].startswith(each["town"]) for each in own.parsed if each["town"])


CHECKS = (
    Check(
        "other_agencies",
        "ไม่มีชื่อหน่วยงานหรือจังหวัดอื่นค้างอยู่",
        left_over,
        ALL,
        f"หากคัดลอกมาจากเอกสารอื่นให้แก้เป็นชื่อของหน่วยงาน {KEEP_IF_MEANT}",
        ("right_year_and_agency",),
        applies=has_texts,
    ),
)
