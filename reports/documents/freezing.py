"""A document as JSON values and back, exactly: what was published is drawn again years later, by other code.

Every field is written, so that a default which changes later changes nothing that was published. A field that was
added since takes its default; one that is known no longer is an error, and means a new format number.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from reports.documents.model import Document

FORMAT = 1
TYPE = "type"
PLAIN = {str: (str,), int: (int,), float: (float, int), bool: (bool,), NoneType: (NoneType,)}


class CannotFreeze(TypeError):
    """A document holds something else than plain values."""


class CannotThaw(ValueError):
    """This is no document that was frozen here."""


class UnknownFormat(CannotThaw):
    pass


class UnknownField(CannotThaw):
    pass


class UnfitValue(CannotThaw):
    pass


def frozen(document: Document) -> dict:
    return {"format": FORMAT, "document": _frozen(document)}


def thawed(data) -> Document:
    """Raises UnknownFormat, UnknownField or UnfitValue."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnknownFormat(f"expected a document of format {FORMAT}")
    return _thawed(data.get("document"), Document)


def _frozen(value):
    if is_dataclass(value):
        return {TYPE: type(value).__name__} | {each.name: _frozen(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_frozen(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise CannotFreeze(f"{type(value).__name__} is no part of a document")


def _thawed(value, hint):
    if isinstance(hint, UnionType):
        hint = next((each for each in get_args(hint) if _fits(value, each)), hint)
    if isinstance(hint, UnionType) or not _fits(value, hint):
        raise UnfitValue(f"{str(value)[:80]} is not {hint}")
    if is_dataclass(hint):
        return _instance(value, hint)
    if get_origin(hint) is tuple:
        return tuple(_thawed(each, of) for each, of in zip(value, _item_hints(hint, len(value)), strict=True))
    return _day(value) if hint is date else value


def _fits(value, hint) -> bool:
    """Whether the value has the outer shape of the hint: enough to tell what may stand at one place apart."""
    if is_dataclass(hint):
        return isinstance(value, dict) and value.get(TYPE) == hint.__name__
    if get_origin(hint) is tuple:
        return isinstance(value, list) and len(_item_hints(hint, len(value))) == len(value)
    return isinstance(value, str) if hint is date else type(value) in PLAIN[hint]


def _item_hints(hint, count):
    items = get_args(hint)
    return items[:1] * count if items[-1] is Ellipsis else items


def _instance(value, kind):
    hints, given = _hints(kind), {name: each for name, each in value.items() if name != TYPE}
    if strange := set(given) - set(hints):
        raise UnknownField(f"{kind.__name__} has no {', '.join(sorted(strange))}")
    try:
        return kind(**{name: _thawed(each, hints[name]) for name, each in given.items()})
    except TypeError as error:
        raise UnfitValue(str(error)) from error


@cache
def _hints(kind):
    return get_type_hints(kind)


def _day(value):
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UnfitValue(f"{value[:80]} is no day") from error
