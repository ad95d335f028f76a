"""A document as it stands now, for who reviews it: what the check says, and whether it is still what was submitted."""

from dataclasses import dataclass

from reports import checks
from reports.checking import subject_of
from reports.documents import build
from reports.readiness import Readiness, readiness
from reports.reviewing.content import content_sha256
from reports.setups import setup_for


@dataclass(frozen=True)
class Look:
    """`check` is None and `sha256` empty while there is nothing to draw."""

    state: Readiness
    check: object = None
    sha256: str = ""

    def has_changed(self, review) -> bool:
        return review is not None and review.is_open and review.content_sha256 != self.sha256


def look_at(agency_year, kind) -> Look:
    """The content is read once for both."""
    state = next(row for row in readiness(agency_year) if row.kind == kind)
    if not state.can_draw:
        return Look(state)
    subject = subject_of(agency_year, kind)
    document = build(subject.content, kind, None, setup_for(agency_year, kind))
    return Look(state, checks.run(subject), content_sha256(document))
