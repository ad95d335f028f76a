"""What a column of the open data is: said once for the files, their dictionary and the description of the API. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Type:
    """`schema` is JSON Schema; `words` says the same in Thai."""

    words: str
    schema: Mapping


TEXT = Type("ข้อความ", {"type": "string"})
WHOLE = Type("จำนวนเต็ม", {"type": "integer", "minimum": 0})
YEAR = Type("จำนวนเต็ม (ปี พ.ศ.)", {"type": "integer", "minimum": 2500, "maximum": 2700})
SCORE = Type("ทศนิยม", {"type": "number", "minimum": 0, "maximum": 100})
MOMENT = Type("วันและเวลา (ISO 8601, ค.ศ., เวลาไทย)", {"type": "string", "format": "date-time"})
ADDRESS = Type("ที่อยู่เว็บ", {"type": "string", "format": "uri"})
HASH = Type("ข้อความ เลขฐานสิบหก 64 ตัว", {"type": "string", "pattern": "^[0-9a-f]{64}$"})
POINTS = "คะแนนเต็ม 100"
BUDDHIST = "พ.ศ."


@dataclass(frozen=True)
class Column:
    """`allowed` is {value: its meaning} where only some values occur. `may_be_empty`: null in JSON, nothing in CSV.

    A text without content is "" in both.
    """

    name: str
    meaning: str
    type: Type
    example: object
    unit: str = ""
    allowed: Mapping[str, str] = field(default_factory=dict)
    may_be_empty: bool = False

    @property
    def schema(self) -> dict:
        schema = {**self.type.schema, "description": self.meaning}
        if self.allowed:
            schema["enum"] = [*self.allowed, *([None] if self.may_be_empty else [])]
        if self.may_be_empty:
            schema["type"] = [schema["type"], "null"]
        return schema

    @property
    def allowed_words(self) -> str:
        """As the dictionary says it."""
        if self.allowed:
            return " · ".join(f"{value} = {meaning}" for value, meaning in self.allowed.items())
        return "0 ถึง 100" if self.type is SCORE else ""


def row_schema(columns) -> dict:
    """Of a row as a JSON object: every column, and nothing else."""
    return {
        "type": "object",
        "properties": {column.name: column.schema for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def example_row(columns) -> dict:
    return {column.name: column.example for column in columns}
