"""Items in which many agencies are under the pass mark: what to train them in first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.charts import Bar
from assessments.frameworks import Framework, Item
from assessments.scoring.arithmetic import rounded
from measures.catalogue.loading import own_catalogue
from reports.shares import percent

NO_NAME = "ยังไม่มีชื่อข้อทางการ"
MOST_BARS = 20
MEAN_DECIMALS = 2


@dataclass(frozen=True)
class ItemSums:
    """Of one item: agencies that have a score, the sum of their scores, how many are under the pass mark."""

    scored: int
    points: Decimal
    weak: int

    @property
    def share(self) -> Decimal | None:
        """Percent of the agencies with a score."""
        return percent(self.weak, self.scored)

    @property
    def mean(self) -> Decimal | None:
        return rounded(self.points / self.scored, MEAN_DECIMALS) if self.scored else None


@dataclass(frozen=True)
class Before:
    """An item of the year before that this one continues; `reason` says why the two do not fully compare."""

    code: str
    share: Decimal | None
    is_equal: bool
    reason: str


@dataclass(frozen=True)
class WeakItem:
    item: Item
    sums: ItemSums
    before: tuple[Before, ...]
    issues: tuple[str, ...]
    topic: str  # of the catalogue; "" where none answers the item

    @property
    def code(self):
        return self.item.code

    @property
    def name(self):
        return self.item.name or NO_NAME

    @property
    def reason(self):
        """The items of a merger share theirs."""
        return next((each.reason for each in self.before if each.reason), "")

    @property
    def bar(self) -> Bar:
        return Bar(self.code, "", float(self.sums.share or 0))


def weak_items(
    framework: Framework, sums: Mapping[str, ItemSums], earlier: Mapping[str, ItemSums], *, instrument="", kind=""
) -> list[WeakItem]:
    """Items that anybody has a score of: the largest share of weak agencies first, then the most of them.

    `earlier` are the sums of the framework of the year before; `kind` chooses the words of the catalogue.
    """
    items = framework.items_of(instrument) if instrument else framework.items
    found = [
        WeakItem(
            item,
            sums[item.code],
            before_of(item, earlier),
            issues_of(framework, item),
            topic_of(framework, item.code, kind),
        )
        for item in items
        if item.code in sums
    ]
    return sorted(found, key=lambda weak: (-weak.sums.weak / weak.sums.scored, -weak.sums.weak))


def before_of(item: Item, earlier) -> tuple[Before, ...]:
    return tuple(
        Before(each.code, share_of(earlier.get(each.code)), each.relation == "equal", each.reason)
        for each in item.predecessors
    )


def share_of(sums: ItemSums | None) -> Decimal | None:
    return sums.share if sums else None


def issues_of(framework: Framework, item: Item) -> tuple[str, ...]:
    names = {issue.number: issue.name for issue in framework.issues}
    return tuple(names[number] for number in item.issues if number in names)


def topic_of(framework: Framework, code: str, kind: str) -> str:
    topics = own_catalogue().topics_for(framework.code, code, kind)
    return topics[0].title if topics else ""


def charted(items: Iterable[WeakItem]) -> list[WeakItem]:
    """Those that stand in the picture: some agency is weak in each."""
    return [item for item in items if item.sums.weak][:MOST_BARS]


FILE_HEAD = (
    "ข้อ",
    "ชื่อข้อ",
    "ตัวชี้วัด",
    "หน่วยงานที่มีคะแนน",
    "ต่ำกว่าเกณฑ์ผ่าน (หน่วยงาน)",
    "ต่ำกว่าเกณฑ์ผ่าน (ร้อยละ)",
    "คะแนนเฉลี่ย",
    "ข้อเดิมปีก่อน",
    "ปีก่อนต่ำกว่าเกณฑ์ผ่าน (ร้อยละ)",
    "ความต่างจากข้อเดิม",
    "ประเด็น",
    "เรื่องในคลังแนวทาง",
)


def file_row(weak: WeakItem) -> list:
    """An empty cell where nothing is known; of a merger every earlier item in the order of the codes."""
    return [
        weak.code,
        weak.name,
        weak.item.indicator,
        weak.sums.scored,
        weak.sums.weak,
        weak.sums.share,
        weak.sums.mean,
        ", ".join(each.code for each in weak.before),
        ", ".join("" if each.share is None else str(each.share) for each in weak.before),
        weak.reason,
        ", ".join(weak.issues),
        weak.topic,
    ]


AGENCIES_HEAD = ("รหัสหน่วยงาน", "หน่วยงาน", "ประเภท", "จังหวัด", "คะแนน")


def agency_file_row(row, score: Decimal) -> list:
    return [row.agency.code, row.name, row.get_kind_display(), row.province, rounded(score, MEAN_DECIMALS)]
