"""What is asked for in words, for headings, files and their names."""

from assessments.frameworks.kinds import KINDS
from assessments.provinces import province_words
from reports.models import OverviewRow
from reports.overview.asking import PASSED, PUBLISHED, TROUBLES, Asked

LISTED = {
    "kind": KINDS,
    "stage": dict(OverviewRow.Stage.choices),
    "passed": dict(PASSED),
    "published": dict(PUBLISHED),
    "trouble": dict(TROUBLES),
}


def chosen_words(asked: Asked) -> list[str]:
    """Besides the year: โรงพยาบาล, จังหวัดตรัง, เลยกำหนด."""
    return [words_of(name, value, asked) for name, value in asked.values.items() if name != "sort"]


def words_of(name, value, asked):
    """As they stand alone, without the field's label beside them."""
    if name == "province":
        return province_words(value)
    return f"“{value}”" if name == "q" else value_words(name, value, asked)


def value_words(name, value, asked) -> str:
    """As they stand beside the field's label."""
    return asked.form.bodies[value].name if name == "body" else str(LISTED.get(name, {}).get(value, value))
