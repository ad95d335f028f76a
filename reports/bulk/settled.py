"""What came of a bulk action at one agency, as plain values."""

from dataclasses import dataclass

from reports.models import BulkOutcome

Outcome = BulkOutcome.Outcome


@dataclass(frozen=True)
class Settled:
    """`gathered` are the bytes that the agency adds to the file."""

    outcome: str
    words: str
    link: str = ""
    gathered: int = 0


def done(words, link="", gathered=0) -> Settled:
    return Settled(Outcome.DONE, words, link, gathered)


def not_needed(words, link="") -> Settled:
    return Settled(Outcome.NOT_NEEDED, words, link)


def refused(words, link="") -> Settled:
    return Settled(Outcome.REFUSED, words, link)
