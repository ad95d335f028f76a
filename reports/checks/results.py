"""What a check says: its state, and for each thing found the place, the words and where it is mended."""

from dataclasses import dataclass
from functools import cached_property

MISSING, LOOK, COMPLETE = "missing", "look", "complete"
STATE_NAMES = {MISSING: "ขาด", LOOK: "ต้องดูด้วยตา", COMPLETE: "ครบ"}
ORDER = tuple(STATE_NAMES)


def worst(states):
    """The state that stands for all of them; complete where there are none."""
    return min(states, key=ORDER.index, default=COMPLETE)


@dataclass(frozen=True)
class Place:
    """Which page mends it, by a name that views know. `key` picks the row there, `field` the box of its form."""

    page: str
    key: str = ""
    field: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing found: `where` names the place in words, `says` what is wrong, `quote` the typed words around it."""

    where: str
    says: str
    place: Place
    quote: str = ""
    state: str = LOOK


def missing(where, says, place):
    """A remark about what a complete document must contain and this one does not."""
    return Remark(where, says, place, state=MISSING)


@dataclass(frozen=True)
class CheckResult:
    """`advice` says what to do about the remarks."""

    code: str
    title: str
    advice: str
    remarks: tuple[Remark, ...] = ()

    @property
    def state(self):
        return worst(remark.state for remark in self.remarks)

    @property
    def state_name(self):
        return STATE_NAMES[self.state]


@dataclass(frozen=True)
class ComponentResult:
    """One component that the assessed item asks for, as the checks that answer for it see it."""

    text: str
    results: tuple[CheckResult, ...]
    state: str

    @property
    def state_name(self):
        return STATE_NAMES[self.state]

    @property
    def open(self):
        """The checks that have something to say about it."""
        return tuple(result for result in self.results if result.remarks)


@dataclass(frozen=True)
class ItemResult:
    """The item of the assessment that asks for this document; `is_verified` when its components are official."""

    code: str
    fiscal_year: int
    components: tuple[ComponentResult, ...]
    is_verified: bool


@dataclass(frozen=True)
class Report:
    """Every check of one kind of document: what is missing first, then what somebody must look at, then the rest."""

    kind: str
    results: tuple[CheckResult, ...]
    items: tuple[ItemResult, ...] = ()

    @cached_property
    def missing(self):
        return self._in_state(MISSING)

    @cached_property
    def look(self):
        return self._in_state(LOOK)

    @cached_property
    def complete(self):
        return self._in_state(COMPLETE)

    def _in_state(self, state):
        return tuple(result for result in self.results if result.state == state)

    @property
    def remarks(self):
        return tuple(remark for result in self.results for remark in result.remarks)
