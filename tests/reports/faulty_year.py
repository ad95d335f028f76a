"""A year in which every step of the work has something to mend, and what its checks say."""

from reports.checking import check_year
from tests.makers import make_assessment, make_finding, make_limitation, make_measure, make_progress

OLD = "ปีงบประมาณ พ.ศ. 2561"


def faulty_year(year):
    """A year in which every step has something to mend."""
    make_assessment(year, scores={"9": 99, "9.1": 95, "9.2": 95, "9.3": 95, "9.4": 95, "9.5": 95, "o29": 0}, total=99)
    make_finding(year, indicator="9", items=["o29"], causes=[OLD])
    measure = make_measure(year, "m1", issue=1, items=["o29"], title="มาตรการหนึ่ง", steps=[OLD])
    make_measure(year, "m2", indicator="3", title="มาตรการสอง")
    make_progress(year, measure, performed=["ประชุมแล้ว"], obstacles="ไม่มี")
    make_limitation(year, OLD)


def told(year):
    return [(told.step, told.remark.where, told.remark.says, told.kinds) for told in check_year(year).told]
