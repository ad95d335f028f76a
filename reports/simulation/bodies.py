"""The invented tree of affiliation, and which body of it an agency belongs to."""

from dataclasses import dataclass

from assessments.models import Body
from assessments.provinces import PROVINCES
from reports.simulation.kinds import MARK, Sort

MINISTRIES, AREAS = 18, 18
LOCAL = f"กระทรวง{MARK}ท้องถิ่น"
EDUCATION = f"กระทรวง{MARK}การศึกษา"


@dataclass(frozen=True)
class Tree:
    """Bodies by what they are for."""

    ministries: tuple[Body, ...]
    areas: tuple[Body, ...]
    universities: Body
    independent: Body
    provinces: Body
    local: dict[str, Body]  # by province

    def body_for(self, sort: Sort, number: int, province: str) -> Body:
        if sort.branch == "local":
            return self.local[province]
        found = getattr(self, sort.branch)
        return found[number % len(found)] if isinstance(found, tuple) else found

    @property
    def branch(self):
        """One that has many agencies below it."""
        return self.local[PROVINCES[0]].parent


def make_tree() -> Tree:
    local_ministry, education = (made(name, Body.Kind.MINISTRY) for name in (LOCAL, EDUCATION))
    local = made(f"กรมส่งเสริมท้องถิ่น{MARK}", Body.Kind.DEPARTMENT, local_ministry)
    schools = made(f"สำนักงานเขตพื้นที่{MARK}", Body.Kind.DEPARTMENT, education)
    return Tree(
        ministries=tuple(made(f"กระทรวง{MARK}ที่ {number}", Body.Kind.MINISTRY) for number in one_to(MINISTRIES)),
        areas=tuple(made(f"เขตตรวจราชการ{MARK}ที่ {number}", Body.Kind.AREA, schools) for number in one_to(AREAS)),
        universities=made(f"สำนักงานอุดมศึกษา{MARK}", Body.Kind.DEPARTMENT, education),
        independent=made(f"หน่วยงานอิสระ{MARK}", Body.Kind.OTHER),
        provinces=made(f"กรมปกครองจังหวัด{MARK}", Body.Kind.DEPARTMENT, local_ministry),
        local={name: made(f"ท้องถิ่นจังหวัด{name} ({MARK})", Body.Kind.PROVINCE, local) for name in PROVINCES},
    )


def made(name, kind, parent=None):
    return Body.objects.create(name=name, kind=kind, parent=parent)


def one_to(most):
    return range(1, most + 1)


def names_above(body: Body) -> list[str]:
    """What documents print as the affiliation, the ministry first."""
    return [*names_above(body.parent), body.name] if body.parent else [body.name]
