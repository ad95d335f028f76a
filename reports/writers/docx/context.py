"""What the writers of blocks need to know of the page and the file they write for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docx.parts.document import DocumentPart

from reports.writers.html import Entry


@dataclass(frozen=True)
class Context:
    """`width` of the text in cm. `drawings` and `bookmarks` count through the file: Word wants each number once."""

    numerals: str
    orientation: str
    width: float
    part: DocumentPart
    pictures: Mapping[str, Path | bytes]
    contents: tuple[Entry, ...]
    page_numbers: Mapping[str, str]
    drawings: Iterator[int]
    bookmarks: Iterator[int]
