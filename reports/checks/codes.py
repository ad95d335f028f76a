"""Checks of codes and names in what people typed: a number beside the name of another indicator, item or instrument."""

import re
from dataclasses import dataclass

from assessments.analysis.answering import lineage
from assessments.item_codes import normalise_code
from assessments.thai import arabic_digits
from reports.checks.check import ALL, Check, has_texts
from reports.checks.passages import STRENGTHS
from reports.checks.wording import spoken

CODE = re.compile(
    r"ตัวชี้วัด(?:ย่อย)?\s{0,3}(?:ที่)?\s{0,3}(?P<indicator>[1-9]\d?(?:\.\d)?)(?![\d.]*\d)"
    # "014" is how o14 often comes; "o14–o17" and "02-555" are not the name's code
    r"|(?<![A-Za-z0-9.,/-])(?P<item>(?:[oie]\s?|0)[1-9]\d?)(?![\d%]|[.,/–-]\d)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"""^[\s:：.)\]"'“”–-]*(?:ข้อคำถาม|เรื่อง|ด้าน|คือ|ได้แก่|ว่าด้วย)?[\s:"'“”]*""")
OPENING = re.compile(r"[(\[]\s*(?:ข้อ\s*)?$")
INSTRUMENT = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])")
ENGLISH = re.compile(r"^[\s(\[“\"]*(?:[A-Za-z][A-Za-z &,]{0,70}:?\s*)?$")
BLANK = re.compile(r"\s+")
REACH = 160  # characters beside a code in which its name may stand


@dataclass(frozen=True)
class Named:
    """A code of some framework, beside its name in the text."""

    framework: object
    code: str
    name: str


def squeezed(text):
    return BLANK.sub("", text)


def names_known(frameworks):
    """{name without blanks: Named}, the longest first: a name may begin like another."""
    found = {}
    for framework in frameworks:
        for entry in framework.entries.values():
            if entry.name and framework.depth_of(entry.code) != "instrument":
                found.setdefault(squeezed(entry.name), []).append(Named(framework, entry.code, entry.name))
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def wrong_pairs(subject):
    names = names_known(subject.spoken_frameworks)
    for passage in subject.passages:
        for code in CODE.finditer(passage.folded):
            found = name_after(passage.folded, code, names) or name_before(passage.folded, code, names)
            says = found and mismatch(subject, normalise_code(code["indicator"] or code["item"]), found)
            if says:
                yield passage.remark(says, code.span())


def name_after(text, code, names):
    rest = text[code.end() : code.end() + REACH]
    rest = squeezed(rest[BETWEEN.match(rest).end() :])
    return next((owners for name, owners in names.items() if rest.startswith(name)), None)


def name_before(text, code, names):
    """ชื่อ (o14): only where the code stands in brackets behind the name."""
    before = text[max(0, code.start() - REACH) : code.start()]
    opening = OPENING.search(before)
    before = squeezed(before[: opening.start()]) if opening else ""
    return next((owners for name, owners in names.items() if before.endswith(name)), None) if before else None


def mismatch(subject, code, owners):
    """Why this code and this name do not belong together; "" when they do in any of the years spoken of."""
    if any(are_of_one_line(owner.framework, code, owner.code) for owner in owners):
        return ""
    first = owners[0]
    entry = next((fw.entries[code] for fw in subject.spoken_frameworks if code in fw.entries), None)
    own = f" ส่วน{spoken(first.framework, code)} คือ “{entry.name}”" if entry and entry.name else ""
    year = first.framework.fiscal_year
    return f"“{first.name}” เป็นชื่อของ{spoken(first.framework, first.code)} ในการประเมินปี {year}{own}"


def are_of_one_line(framework, first, second):
    """The same entry, or one of them is above the other."""
    return first in lineage(framework, second) or second in lineage(framework, first)


def items_named(framework, measure):
    """Items that a measure's words name: by code anywhere, by full name where the weak point begins with it."""
    texts = arabic_digits(f"{measure.weak_point} {measure.title}")
    codes = [normalise_code(found["item"]) for found in CODE.finditer(texts) if found["item"]]
    start = squeezed(measure.weak_point)
    named = [item.code for item in framework.items if len(item.name) > 12 and start.startswith(squeezed(item.name))]
    return tuple(code for code in dict.fromkeys((*codes, *named)) if framework.depth_of(code) == "item")


def wrong_instruments(subject):
    for passage in subject.passages:
        yield from swapped_names(subject, passage)
        if passage.sort in STRENGTHS:
            yield from of_another_instrument(subject, passage)


def core_names(framework):
    """What tells the instruments' names apart: ผู้มีส่วนได้ส่วนเสียภายใน, …ภายนอก, การเปิดเผยข้อมูลสาธารณะ."""
    return {entry.code: re.sub("^แบบวัด(?:การรับรู้ของ)?", "", entry.name) for entry in framework.instruments}


def swapped_names(subject, passage):
    """An instrument's name with the letters of another right behind it."""
    text = passage.folded
    for code, name in core_names(subject.framework).items():
        for at in re.finditer(re.escape(name), text):
            letters = INSTRUMENT.search(text, at.end(), at.end() + REACH)
            beside = letters and ENGLISH.match(text[at.end() : letters.start()])
            if beside and letters[1] != code:
                yield passage.remark(f"“{name}” คือ {code} ไม่ใช่ {letters[1]}", (at.start(), letters.end()))


def of_another_instrument(subject, passage):
    """The success factors of one instrument that speak of another only."""
    own, cores = passage.sort.partition(".")[2], core_names(subject.framework)
    named = {code for code, name in cores.items() if name in passage.text}
    named |= set(INSTRUMENT.findall(passage.text))
    if named and own not in named:
        yield passage.remark(
            f"เป็นส่วนของ {own} แต่ข้อความกล่าวถึง {', '.join(sorted(named))}", (0, min(40, len(passage.text)))
        )


def wrong_codes(subject):
    yield from wrong_pairs(subject)
    yield from wrong_instruments(subject)


CHECKS = (
    Check(
        "codes_in_text",
        "เลขตัวชี้วัด รหัสข้อ และเครื่องมือในข้อความเข้าคู่กับชื่อ",
        wrong_codes,
        ALL,
        "แก้เลขหรือชื่อให้เป็นเรื่องเดียวกัน รหัสข้อเปลี่ยนความหมายได้ทุกปี",
        applies=has_texts,
    ),
)
