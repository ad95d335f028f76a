"""The progress page's lines: each measure with what was reported about it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from measures.progress import Summary


@dataclass(frozen=True)
class MeasureLine:
    """A measure and its entries; both are passed through."""

    measure: Any
    entries: tuple
    is_reported: bool

    @property
    def first_entry(self):
        return self.entries[0] if self.entries else None


def lines_of(measures: Sequence, entries: Sequence, summary: Summary) -> tuple[MeasureLine, ...]:
    return tuple(
        MeasureLine(
            measure=measure,
            entries=tuple(entry for entry in entries if entry.measure_id == measure.pk),
            is_reported=measure.key not in summary.unreported,
        )
        for measure in measures
    )
