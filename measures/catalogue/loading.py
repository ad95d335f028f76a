"""Reads the catalogue's files and refuses faulty ones with the line of each fault."""

import tomllib
from functools import lru_cache
from pathlib import Path

from assessments.frameworks.loading import Fault
from assessments.frameworks.toml_lines import TomlLines
from measures.catalogue import Catalogue, Suggestion, Topic, Unit
from measures.catalogue.faults import UNITS, file_faults, key_faults, units_faults

OWN_FOLDER = Path(__file__).parent


class CatalogueFaults(ValueError):
    """The files cannot be used; `faults` says why."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@lru_cache
def own_catalogue() -> Catalogue:
    """The project's own, read once a process."""
    return load_catalogue(OWN_FOLDER)


def load_catalogue(folder) -> Catalogue:
    """Every file of the folder, in the order of their names; raises CatalogueFaults."""
    units_path = Path(folder) / UNITS
    units, _ = _read(units_path, units_faults)
    codes = {row["code"] for row in units["units"]}
    paths = [path for path in sorted(Path(folder).glob("*.toml")) if path != units_path]
    files = {path: _read(path, lambda data: file_faults(data, codes)) for path in paths}
    contents = {path: data for path, (data, _) in files.items()}
    _refuse(Fault(path, files[path][1].line_of(place), message) for path, place, message in key_faults(contents))
    return Catalogue(
        topics=tuple(_topic(row, data["sources"]) for data in contents.values() for row in data["topics"]),
        units=tuple(Unit(row["code"], row["label"], tuple(row["words"]), row["typical"]) for row in units["units"]),
        families={name: tuple(kinds) for name, kinds in units["families"].items()},
    )


def _read(path, faults_of):
    """What the file parses to, and its lines."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueFaults([Fault(path, 1, f"อ่านไฟล์ไม่ได้: {error}")]) from error
    lines = TomlLines(text)
    _refuse(Fault(path, lines.line_of(place), message) for place, message in faults_of(data))
    return data, lines


def _refuse(faults):
    faults = list(faults)
    if faults:
        raise CatalogueFaults(faults)


def _topic(row, sources):
    return Topic(
        key=row["key"],
        title=row["title"],
        causes=tuple(row["causes"]),
        approaches=tuple(row["approaches"]),
        measures=tuple(_suggestion(measure) for measure in row["measures"]),
        items={framework: tuple(codes) for framework, codes in row["items"].items()},
        indicators=tuple(row.get("indicators", ())),
        kinds=tuple(row.get("kinds", ())),
        source=sources[row["source"]],
        verified=row["verified"],
    )


def _suggestion(row):
    return Suggestion(row["title"], tuple(row["steps"]), row["monitoring"], row["outcome"], row["unit"])
