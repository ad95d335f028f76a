"""Turns the checked data of one framework file into the frozen framework."""

from decimal import Decimal

from assessments.frameworks import (
    CalendarEvent,
    Framework,
    Indicator,
    Instrument,
    Issue,
    Item,
    Level,
    National,
    Predecessor,
    Provenance,
    RequiredComponent,
    RequiredDocument,
    Rule,
    SubIndicator,
)


def build_framework(data):
    """`data` must be free of faults. Each source key is resolved to its text."""
    sources, scale = data["sources"], data["level_scale"]
    return Framework(
        code=data["code"],
        fiscal_year=data["fiscal_year"],
        name=data["name"],
        kinds=tuple(data["kinds"]),
        pass_mark=Decimal(data["pass_mark"]),
        decimals=data["decimals"],
        tolerance=Decimal(data["tolerance"]),
        instruments=tuple(_instrument(row, sources) for row in data["instruments"]),
        indicators=tuple(_sourced(Indicator, row, sources) for row in data["indicators"]),
        sub_indicators=tuple(_sourced(SubIndicator, row, sources) for row in data["sub_indicators"]),
        items=tuple(_item(row, data) for row in data["items"]),
        issues=tuple(_sourced(Issue, row, sources) for row in data["issues"]),
        levels=tuple(map(_level, scale["levels"])),
        levels_per_indicator=scale["per_indicator"],
        levels_provenance=_provenance(scale, sources),
        rules=tuple(_rule(row, sources) for row in data["rules"]),
        documents=tuple(_document(row, sources) for row in data["documents"]),
        calendar=tuple(_sourced(CalendarEvent, row, sources) for row in data.get("calendar", [])),
        national=_national(data["national"], sources),
        item_scores_provenance=_provenance(data["item_scores"], sources),
        year_map_provenance=_provenance(data["year_map"], sources),
    )


def _provenance(row, sources, prefix=""):
    return Provenance(sources[row[f"{prefix}source"]], row[f"{prefix}verified"])


def _sourced(entry_class, row, sources):
    """An entry whose fields are the row's own keys."""
    fields = {key: value for key, value in row.items() if key not in ("source", "verified")}
    return entry_class(**fields, provenance=_provenance(row, sources))


def _decimals(table):
    return {key: Decimal(value) for key, value in table.items()}


def _instrument(row, sources):
    return _sourced(Instrument, row | {"weight": Decimal(row["weight"])}, sources)


def _item(row, data):
    sources = data["sources"]
    return Item(
        code=row["code"],
        name=row["name"],
        instrument=row["instrument"],
        indicator=row["indicator"],
        sub_indicator=row.get("sub_indicator", ""),
        issues=tuple(row["issues"]),
        components=tuple(row.get("components", ())),
        allowed=tuple(map(Decimal, data["item_scores"].get(row["instrument"], ()))),
        predecessors=tuple(map(_predecessor, row.get("predecessors", ()))),
        provenance=_provenance(row, sources),
        issues_provenance=_provenance(row, sources, "issues_"),
        components_provenance=_provenance(row, sources, "components_") if "components" in row else None,
    )


def _predecessor(row):
    return Predecessor(row["code"], row["relation"], row.get("reason", ""))


def _level(row):
    floor = row.get("instrument_min")
    return Level(
        code=row["code"],
        name=row["name"],
        name_en=row.get("name_en", ""),
        total_min=Decimal(row["total_min"]),
        instrument_min=None if floor is None else Decimal(floor),
        passed=row["passed"],
    )


def _rule(row, sources):
    values = {"kinds": tuple(row["kinds"]), "weights": _decimals(row["weights"])}
    return _sourced(Rule, row | values, sources)


def _document(row, sources):
    components = tuple(_sourced(RequiredComponent, component, sources) for component in row["components"])
    return RequiredDocument(row["kind"], row["item"], components)


def _national(row, sources):
    average, passed = row.get("average"), row.get("passed_percent")
    return National(
        agencies=row.get("agencies"),
        average=None if average is None else Decimal(average),
        passed_percent=None if passed is None else Decimal(passed),
        provenance=_provenance(row, sources),
    )
