"""Which agency a row means: by its code, else by its name, however it is written (สพป.มุกดาหาร เขต ๑)."""

import re
from dataclasses import dataclass, field

from assessments.exchange.cells import tidy
from assessments.thai import arabic_digits

AREA = "สำนักงานเขตพื้นที่การศึกษา"
# Written in full wherever a name begins so. Short ones need their dot: without it they begin other words.
ABBREVIATIONS = (
    (r"สพป\.?", f"{AREA}ประถมศึกษา"),
    (r"สพม\.?", f"{AREA}มัธยมศึกษา"),
    (r"สพท\.?", AREA),
    (r"สนง\.?\s*(?=เขตพื้นที่)", "สำนักงาน"),
    (r"อบต\.?", "องค์การบริหารส่วนตำบล"),
    (r"อบจ\.?", "องค์การบริหารส่วนจังหวัด"),
    (r"ศธจ\.?", "สำนักงานศึกษาธิการจังหวัด"),
    (r"ทต\.", "เทศบาลตำบล"),
    (r"ทม\.", "เทศบาลเมือง"),
    (r"ทน\.", "เทศบาลนคร"),
    (r"รพ\.", "โรงพยาบาล"),
    (r"รร\.", "โรงเรียน"),
    (r"สนง\.", "สำนักงาน"),
)
PATTERNS = [(re.compile(pattern), full) for pattern, full in ABBREVIATIONS]
NUMBERING = re.compile(r"^[\d๐-๙]{1,5}[.)]\s+(?=\S)")
SIGNS = re.compile(r"[^\wก-๙]+|_")
LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
# อบต.กุดแห่ อ.เลิงนกทา จ.ยโสธร: where it lies, behind its name.
WHERE = re.compile(r"^(.+?)\s+(?:(?:อ\.|อำเภอ|เขต)\s*[ก-๙]+\s+)?(?:จ\.|จังหวัด)\s*([ก-๙]+)$")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")
NAME_LENGTH, PROVINCE_LENGTH = 500, 100


@dataclass(frozen=True)
class KnownAgency:
    pk: int
    code: str
    name: str
    short_name: str
    province: str
    kind: str


@dataclass(frozen=True)
class Named:
    """What a row says of its agency, as typed."""

    code: str
    name: str
    province: str

    @property
    def shown(self):
        return self.name or self.code

    @property
    def plain_name(self):
        """Without the number of the row before it: 1. คณะวิทยาศาสตร์"""
        return NUMBERING.sub("", self.name)

    @property
    def key(self):
        """Equal for rows of one agency that is not known yet."""
        return f"{normalised_name(self.name) or self.code.casefold()}|{normalised_name(self.province)}"


@dataclass(frozen=True)
class Match:
    """`agency` or the reason why there is none; `is_new`: nobody is called so, it could be made."""

    agency: KnownAgency | None = None
    problem: str = ""
    is_new: bool = False


@dataclass
class AgencyIndex:
    """Every agency that the person may see, found by code and by name in one look-up."""

    by_code: dict = field(default_factory=dict)
    by_name: dict = field(default_factory=dict)

    def add(self, agency):
        self.by_code[agency.code.casefold()] = agency
        for name in {normalised_name(agency.name), normalised_name(agency.short_name)} - {""}:
            self.by_name.setdefault(name, []).append(agency)

    def find(self, named) -> Match:
        known = self.by_code.get(named.code.casefold()) if named.code else None
        if known:
            return self._confirmed(known, named)
        if not named.name:
            return Match(problem=f"ไม่มีหน่วยงานรหัส “{named.code}” ในระบบ: ตรวจรหัส หรือกรอกชื่อหน่วยงาน")
        candidates = self._called(named)
        if len(candidates) == 1:
            return Match(candidates[0])
        if candidates:
            codes = ", ".join(agency.code for agency in candidates[:5])
            return Match(problem=f"มีหน่วยงานชื่อนี้ {len(candidates)} แห่ง ({codes}): กรอกรหัสหน่วยงานหรือจังหวัด")
        return Match(problem="ไม่มีหน่วยงานนี้ในระบบ: ตรวจชื่อหรือรหัส หรือเลือกสร้างหน่วยงานที่ยังไม่มี", is_new=True)

    def _confirmed(self, known, named):
        """A code beside the name of another agency: one of the two is wrong, and nobody can say which."""
        own_names = {normalised_name(known.name), normalised_name(known.short_name) or normalised_name(known.name)}
        if not named.name or normalised_name(named.name) in own_names or known in self._called(named):
            return Match(known)
        return Match(problem=f"รหัส {known.code} เป็นของ “{known.name}” ซึ่งชื่อไม่ตรงกัน: แก้รหัสหรือชื่อ")

    def _called(self, named):
        candidates = self.by_name.get(normalised_name(named.name), [])
        place = normalised_name(named.province)
        if not candidates and (found := WHERE.match(arabic_digits(tidy(named.name)))):
            candidates, place = self.by_name.get(normalised_name(found[1]), []), place or normalised_name(found[2])
        there = [agency for agency in candidates if place and normalised_name(agency.province) == place]
        return there if len(candidates) > 1 and there else candidates


def normalised_name(text) -> str:
    """Names that differ in spaces, dots, digits or usual abbreviations only are equal; "" for no name."""
    name = NUMBERING.sub("", arabic_digits(tidy(text)).casefold())
    for pattern, full in PATTERNS:
        if pattern.match(name):
            name = pattern.sub(full, name, count=1)
            break
    return LEADING_ZEROS.sub("", SIGNS.sub("", name.removeprefix("จังหวัด") if is_province(name) else name))


def is_province(name):
    return name.startswith("จังหวัด") and " " not in name


def is_slug(text) -> bool:
    return bool(SLUG.fullmatch(text))
