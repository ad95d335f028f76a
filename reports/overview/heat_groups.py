"""Means of the heat map by province, kind or body, all groups at once.

The database groups by what stands in the rows; what belongs under one body is put together here.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Sum

from assessments.frameworks.kinds import KINDS
from assessments.models import Body
from assessments.models.places import SEGMENT
from assessments.provinces import PROVINCES
from reports.models.overview import FIGURES
from reports.overview.asking import Asked
from reports.overview.heat import Line, Mean, in_order
from reports.overview.heat_choice import BODY, KIND, PROVINCE, Choice
from reports.overview.item_tallies import sums_of

NOWHERE = {PROVINCE: "ไม่ระบุจังหวัด", KIND: "ไม่ระบุประเภท", BODY: "ไม่มีสังกัด"}
PLACE_OF_PROVINCE = {name: place for place, name in enumerate(PROVINCES)}
PLACE_OF_KIND = {name: place for place, name in enumerate(KINDS)}


@dataclass(frozen=True)
class Grouping:
    """`field` of the rows; `key_of` its value in the key of a group, "" for none; `name_of` what a group is called."""

    field: str
    key_of: Callable
    name_of: Callable
    place_of: Callable


@dataclass
class Group:
    agencies: int
    means: dict[str, Mean]

    def add(self, agencies, means):
        self.agencies += agencies
        for code, mean in means.items():
            self.means[code] = self.means[code] + mean if code in self.means else mean


def grouping_of(choice: Choice, asked: Asked) -> Grouping:
    if choice.by == BODY:
        return by_body(asked)
    names = KINDS if choice.by == KIND else {}
    places = PLACE_OF_KIND if choice.by == KIND else PLACE_OF_PROVINCE
    return Grouping(
        field=choice.by,
        key_of=lambda value: value,
        name_of=lambda key: names.get(key, key) or NOWHERE[choice.by],
        place_of=lambda key: (places.get(key, len(places)), not key, key),
    )


def by_body(asked):
    """One level below the body asked for, else where the tree begins for the person. One query for the whole tree.

    Agencies directly under the body asked for stand in a row of their own.
    """
    bodies = list(Body.objects.values_list("pk", "path", "name"))
    paths, names = {pk: path for pk, path, _ in bodies}, {path: name for _, path, name in bodies}
    top = asked.form.bodies.get(asked.values.get("body"))
    length = SEGMENT * (level_below(asked, top) + 1)
    direct = {top.path: f"{top.name} (โดยตรง)"} if top else {}
    return Grouping(
        field="body",
        key_of=lambda pk: paths.get(pk, "")[:length],
        name_of=lambda path: direct.get(path) or names.get(path, NOWHERE[BODY]),
        place_of=lambda path: (not path, path),
    )


def level_below(asked, top):
    return top.level + 1 if top else min((body.level for body in asked.form.bodies.values()), default=0)


def figure_groups(rows, grouping: Grouping) -> dict[str, dict[str, Group]]:
    """{framework code, "" without results: {key: Group}} of OverviewRows, in one query."""
    sums = {f"sum_{column}": Sum(column) for column in FIGURES.values()}
    counts = {f"count_{column}": Count(column) for column in FIGURES.values()}
    grouped = rows.order_by().values(grouping.field, "framework_code").annotate(agencies=Count("pk"), **sums, **counts)
    groups = defaultdict(dict)
    for row in grouped:
        key = grouping.key_of(row[grouping.field])
        groups[row["framework_code"]].setdefault(key, Group(0, {})).add(row["agencies"], means_of(row))
    return groups


def means_of(row):
    return {code: Mean(row[f"sum_{column}"], row[f"count_{column}"]) for code, column in FIGURES.items()}


def agencies_by_framework(groups) -> dict[str, int]:
    return {code: sum(group.agencies for group in own.values()) for code, own in groups.items()}


def item_groups(tallies, grouping: Grouping, columns) -> dict[str, Group]:
    """The same of one framework from its tallies: a group's agencies are the most that any of the items has."""
    groups = {}
    for row in sums_of(tallies.filter(code__in=[column.code for column in columns]), grouping.field):
        key = grouping.key_of(row[grouping.field])
        groups.setdefault(key, Group(0, {})).add(0, {row["code"]: Mean(row["points"], row["scored"])})
    for group in groups.values():
        group.agencies = max(mean.agencies for mean in group.means.values())
    return groups


def group_lines(groups: dict[str, Group], grouping: Grouping, choice: Choice) -> list[Line]:
    """Provinces as they are listed, kinds as the forms have them, bodies as the tree; or by the chosen column."""
    ordered = sorted(groups.items(), key=lambda each: grouping.place_of(each[0]))
    lines = [Line(key, grouping.name_of(key), group.means, agencies=group.agencies) for key, group in ordered]
    return in_order(lines, choice.order, is_falling=choice.is_falling) if choice.order else lines


def body_number(path, asked) -> int | None:
    """The body at the end of a path, where the filter may ask for it and does not do so already."""
    number = int(path[-SEGMENT:]) if path else None
    return number if number in asked.form.bodies and number != asked.values.get("body") else None
