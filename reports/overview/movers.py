"""Who improved, fell, passed for the first time or no longer passes, against the year assessed before."""

from django.db.models import Count, Q

from reports.overview.assessed import Assessed, assessed_of

# name → (words, which rows, their order)
GROUPS = {
    "improved": ("คะแนนดีขึ้น", Q(change__gt=0), ("-change", "agency_id")),
    "fell": ("คะแนนลดลง", Q(change__lt=0), ("change", "agency_id")),
    "same": ("คะแนนเท่าเดิม", Q(change=0), ("sort_key", "agency_id")),
    "passed": ("ปีก่อนไม่ผ่าน ปีนี้ผ่าน", Q(passed=True, previous_passed=False), ("-change", "agency_id")),
    "failed": ("ปีก่อนผ่าน ปีนี้ไม่ผ่าน", Q(passed=False, previous_passed=True), ("change", "agency_id")),
    "unknown": ("เทียบไม่ได้ (ไม่มีผลของปีใดปีหนึ่ง)", Q(change=None), ("sort_key", "agency_id")),
}


def counted_groups(rows) -> tuple[Assessed, dict[str, int]]:
    """Which results are compared, and how many rows of these are in each group, in one query."""
    counts = {f"of_{name}": Count("pk", filter=which) for name, (_, which, _) in GROUPS.items()}
    grouped = rows.order_by().values("framework_code").annotate(agencies=Count("pk"), **counts)
    found = {group["framework_code"]: group for group in grouped}
    assessed = assessed_of({code: group["agencies"] for code, group in found.items()})
    shown = [found[code] for code in assessed.codes if code in found]
    return assessed, {name: sum(group[f"of_{name}"] for group in shown) for name in GROUPS}


def rows_of_group(rows, name):
    _, which, order = GROUPS[name]
    return rows.filter(which).order_by(*order)
