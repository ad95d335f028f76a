"""Thai names in the order of the dictionary, by a key that every database compares letter by letter."""

import re

from assessments import thai

LONGEST = 500  # characters: an index of PostgreSQL takes 2,700 bytes
LEADING = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")  # vowels written before the consonant that they sort after
LEFT_OUT = re.compile("[\\s\u0e2f\u0e47-\u0e4e.,()\"'“”-]")  # tone marks and signs, which words are not told apart by
NUMBER = re.compile("[0-9]+")
DIGITS = 6


def sort_key(name: str) -> str:
    """เทศบาลแก่งกระจาน ๒ is ทเศบาลกแงกระจาน000002: after เทศบาลกุด, and before เทศบาลแก่งกระจาน 10."""
    text = thai.DECOMPOSED_AM.sub("\\1\u0e33", thai.arabic_digits(name.lower()))
    text = LEADING.sub(r"\2\1", LEFT_OUT.sub("", text))
    return NUMBER.sub(lambda found: found[0].zfill(DIGITS), text)[:LONGEST]
