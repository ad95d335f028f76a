"""Which kinds of agency an invented nation has, in which shares, and how they are called. Pure."""

from dataclasses import dataclass

MARK = "จำลอง"  # stands in every invented name
FRONTS = ("หนอง", "ทุ่ง", "บ้าน", "ดอน", "โนน", "ท่า", "วัง", "คลอง", "เขา", "ห้วย", "บึง", "โคก")
BACKS = ("สัก", "แก้ว", "ทอง", "บัว", "ใหญ่", "งาม", "ขาว", "ไทร", "หวาย", "สูง", "ยาง", "กลาง", "ม่วง", "แสง")


@dataclass(frozen=True)
class Sort:
    """`count` of 8,325 or so; `quality` shifts how good they are, in standard deviations among all agencies."""

    kind: str
    count: int
    prefix: str
    short: str = ""
    branch: str = "ministries"  # key of reports/simulation/bodies.py
    quality: float = 0.0
    of_province: bool = False  # named after a province, one in each
    in_province: bool = True


# About as many as there are: local governments are nine tenths of all.
SORTS = (
    Sort("subdistrict_administration", 5300, "องค์การบริหารส่วนตำบล", "อบต.", "local", -0.10),
    Sort("municipality", 2247, "เทศบาลตำบล", "ทต.", "local", 0.05),
    Sort("municipality", 192, "เทศบาลเมือง", "ทม.", "local", 0.20),
    Sort("municipality", 31, "เทศบาลนคร", "ทน.", "local", 0.30),
    Sort("provincial_administration", 76, "องค์การบริหารส่วนจังหวัด", "อบจ.", "local", 0.25, of_province=True),
    Sort("special_local_government", 2, "ท้องถิ่นรูปแบบพิเศษ", "", "local", 0.20),
    Sort("education_area", 183, "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", "สพป.", "areas", 0.45),
    Sort("education_area", 62, "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา", "สพม.", "areas", 0.45),
    Sort("province", 76, "จังหวัด", "", "provinces", 0.15, of_province=True),
    Sort("department", 150, "กรม", "", "ministries", 0.50, in_province=False),
    Sort("ministry", 20, "สำนักงานปลัดกระทรวง", "", "ministries", 0.55, in_province=False),
    Sort("state_enterprise", 52, "รัฐวิสาหกิจ", "", "ministries", 0.55, in_province=False),
    Sort("public_organization", 60, "องค์การมหาชน", "", "ministries", 0.40, in_province=False),
    Sort("university", 85, "มหาวิทยาลัย", "ม.", "universities", 0.0),
    Sort("fund", 12, "กองทุน", "", "ministries", 0.10, in_province=False),
    Sort("court", 3, "สำนักงานศาล", "", "independent", 0.45, in_province=False),
    Sort("independent_agency", 6, "สำนักงานองค์กรอิสระ", "", "independent", 0.40, in_province=False),
    Sort("prosecutor", 1, "สำนักงานอัยการ", "", "independent", 0.40, in_province=False),
    Sort("parliament", 3, "สำนักงานรัฐสภา", "", "independent", 0.30, in_province=False),
)
FEWEST = 2 * len(SORTS)  # agencies in which every sort can stand


def counts_for(agencies: int) -> dict[Sort, int]:
    """How many of each, `agencies` in all: in proportion, and one at least. The largest takes what rounding leaves."""
    whole = sum(sort.count for sort in SORTS)
    counts = {sort: max(1, agencies * sort.count // whole) for sort in SORTS}
    counts[SORTS[0]] += agencies - sum(counts.values())
    return counts


def place_name(number: int) -> str:
    """หนองสัก, ทุ่งแก้ว …: sounds like a place."""
    return FRONTS[number % len(FRONTS)] + BACKS[number * 5 // len(FRONTS) % len(BACKS)]


def full_name(sort: Sort, number: int, province: str) -> str:
    if sort.of_province:
        return f"{sort.prefix}{province} ({MARK} {number})"
    place = f" จังหวัด{province}" if sort.in_province else ""
    return f"{sort.prefix}{place_name(number)}{MARK} {number}{place}"


def short_name(sort: Sort, number: int, province: str) -> str:
    """Empty for kinds that have no usual abbreviation."""
    if not sort.short:
        return ""
    place = f"{province} ({MARK})" if sort.of_province else f"{place_name(number)}{MARK} {number}"
    return sort.short + place
