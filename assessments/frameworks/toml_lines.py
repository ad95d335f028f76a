"""Finds the line of an entry in a TOML text, which the standard parser does not tell."""

import re
from dataclasses import dataclass
from functools import cached_property

HEADER = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")


@dataclass(frozen=True)
class Place:
    """Where a value is: the table (and which one, of an array), its key, and which inline table of the key's array."""

    table: str = ""
    index: int = 0
    key: str = ""
    entry: int | None = None

    def at(self, key):
        """The place of a key of this table; an inline table is one line, so its keys are where it is."""
        return self if self.entry is not None else Place(self.table, self.index, key)


@dataclass(frozen=True)
class TomlLines:
    text: str

    @cached_property
    def lines(self):
        return self.text.splitlines() or [""]

    @cached_property
    def headers(self):
        """(index of the line, name of the table), the top level first as an empty name."""
        found = [(number, HEADER.match(line)) for number, line in enumerate(self.lines)]
        return [(0, ""), *((number, match[1]) for number, match in found if match)]

    def line_of(self, place):
        """The nearest line, from 1: the inline entry, else the key, else the table's header."""
        start, end = self._block(place)
        key_line = self._key_line(place.key or place.table, start, end)
        if key_line is None:
            return start + 1
        return (key_line if place.entry is None else self._entry_line(place.entry, key_line, end)) + 1

    def _block(self, place):
        """The first line of the table and the line after its last; the top level's for a table without a header."""
        starts = [at for at, (_, name) in enumerate(self.headers) if name == place.table]
        at = starts[place.index] if place.index < len(starts) else 0
        later = (number for number, name in self.headers[at + 1 :] if not name.startswith(f"{place.table}."))
        return self.headers[at][0], next(later, len(self.lines))

    def _key_line(self, key, start, end):
        pattern = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*[=.]""")
        return next((number for number in range(start, end) if pattern.match(self.lines[number])), None)

    def _entry_line(self, entry, key_line, end):
        """The line that opens with the entry's brace; the key's own line when the array is written on it."""
        if "]" in self.lines[key_line]:
            return key_line
        opened = [number for number in range(key_line + 1, end) if self.lines[number].lstrip().startswith("{")]
        return opened[entry] if entry < len(opened) else key_line
