"""Finding agencies by what people type: blanks, Thai digits and spelling variants never stand in the way."""

import re

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat, Lower, Replace, StrIndex
from django.db.models.lookups import GreaterThan

from assessments import thai
from assessments.provinces import PROVINCES

FIELDS = ("name", "short_name", "code", "province")
BETWEEN = "|"  # so that a word never matches across two fields
# What is left out, and what stands for what: the same for the stored key and for what is typed. No more fit: SQLite
# parses so many calls inside each other, and none besides.
REPLACED = (
    *((each, "") for each in (" ", "\u00a0", "\u200b", ".", "-")),
    ("\u0e4d\u0e32", "\u0e33"),
    *zip(thai.THAI, thai.ARABIC, strict=True),
)
# Abbreviations as they stand on documents; the dots are left out by then.
ABBREVIATIONS = {
    "อบต": "องค์การบริหารส่วนตำบล",
    "อบจ": "องค์การบริหารส่วนจังหวัด",
    "ทต": "เทศบาลตำบล",
    "ทม": "เทศบาลเมือง",
    "ทน": "เทศบาลนคร",
    "สพป": "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
    "สพม": "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา",
    "ศธจ": "สำนักงานศึกษาธิการจังหวัด",
    "กทม": "กรุงเทพมหานคร",
}
KIND_WORDS = ("เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "เทศบาล", "จังหวัด", "อำเภอ", "ตำบล", *ABBREVIATIONS.values())
PLACES = sorted(PROVINCES, key=len, reverse=True)
MOST_WORDS = 8
SEPARATORS = re.compile("[\\s,;()\"'“”ฯ]+")
TWO_E, AE = "\u0e40\u0e40", "\u0e41"  # แ is often typed as two เ


def search_key():
    """The expression of Agency.search_key, computed by the database whenever a row is written."""
    parts = [part for field in FIELDS for part in (F(field), Value(BETWEEN))]
    key = Lower(Concat(*parts[:-1], output_field=CharField()))
    for old, new in REPLACED:
        key = Replace(key, Value(old), Value(new))
    return key


def normal(text: str) -> str:
    """As `search_key` does it."""
    text = thai.UNSEEN.sub("", text).lower()
    for old, new in REPLACED:
        text = text.replace(old, new)
    return text


def matching(typed: str, prefix: str = "") -> Q:
    """Agencies in which every word typed is found; `prefix` leads to the agency, such as "agency__"."""
    field = F(f"{prefix}search_key")
    found = Q()
    for word in words_of(typed):
        found &= any_of(all_of(field, way) for way in readings(word))
    return found


def words_of(typed):
    parts = SEPARATORS.split(typed.replace(TWO_E, AE))[:MOST_WORDS]
    return [word for part in parts if (word := normal(part))]


def readings(word):
    """Ways to understand a word written without blanks: as it is, an abbreviation spelled out, a kind and a place."""
    spelled = [full + word.removeprefix(short) for short, full in ABBREVIATIONS.items() if word.startswith(short)]
    ways = [way for each in (word, *spelled) for way in ((each,), *parted(each))]
    return list(dict.fromkeys(ways))


def parted(word):
    """เทศบาลเชียงใหม่ is also what is a เทศบาล and of เชียงใหม่."""
    head = next((each for each in sorted(KIND_WORDS, key=len, reverse=True) if word.startswith(each)), "")
    rest = word.removeprefix(head)
    place = next((each for each in PLACES if each in rest), "")
    before, _, after = rest.partition(place) if place else (rest, "", "")
    parts = tuple(filter(None, (head, before, place, after)))
    return [parts] if len(parts) > 1 else []


def all_of(field, parts):
    found = Q()
    for part in parts:
        found &= Q(GreaterThan(StrIndex(field, Value(part)), 0))  # half the time of LIKE on PostgreSQL
    return found


def any_of(conditions):
    found = Q()
    for condition in conditions:
        found |= condition
    return found
