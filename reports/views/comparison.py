"""Comparing over many agencies: chosen ones side by side, who moved, and places within a kind."""

from django.views.generic import TemplateView

from assessments import permissions
from assessments.exchange.agency_names import is_slug
from assessments.framework_store import UnknownFramework, get_framework
from assessments.frameworks.kinds import KINDS
from assessments.gates import OversightGate
from reports.models import OverviewRow
from reports.overview import comparing, movers, ranking
from reports.overview.asking import asked_for, rows_for
from reports.overview.assessed import assessed_of
from reports.overview.paging import LongPaginator
from reports.overview.wording import chosen_words
from reports.views.csv_files import csv_file, wants_csv

ROWS_A_PAGE, MOST_OFFERED = 25, 10
MOVERS_HEAD = ["รหัสหน่วยงาน", "หน่วยงาน", "ประเภท", "จังหวัด", "คะแนนรวมปีก่อน", "คะแนนรวม", "เปลี่ยนแปลง", "ระดับ"]
TITLE_OF_RANKING = "อันดับในประเภท"


class OverviewPage(OversightGate, TemplateView):
    """Gives `asked` and its rows."""

    def get_context_data(self, **kwargs):
        self.asked = asked_for(self.request.GET, user=self.request.user)
        self.rows = rows_for(self.asked, user=self.request.user)
        return super().get_context_data(**kwargs | {"asked": self.asked, "query": f"{self.asked.query}&"})

    def page_of(self, rows, count=None):
        """`count` where it is known already."""
        return LongPaginator(rows, ROWS_A_PAGE, count=count).get_page(self.request.GET.get("page"))


class ComparisonView(OverviewPage):
    """`a` names the chosen agencies by code; the filter finds more to choose from."""

    template_name = "reports/comparison.html"

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        codes = list(dict.fromkeys(filter(is_slug, self.request.GET.getlist("a"))))[: comparing.MOST]
        own = OverviewRow.objects.visible_to(self.request.user).of_year(self.asked.fiscal_year)
        chosen = comparing.chosen_rows(own, codes)
        codes = [row.agency.code for row in chosen]
        offered = self.rows.exclude(agency__code__in=codes).select_related("agency")[:MOST_OFFERED]
        return shown | {
            "chosen": [(row, self.address([code for code in codes if code != row.agency.code])) for row in chosen],
            "offered": [(row, self.address([*codes, row.agency.code])) for row in offered],
            "codes": codes,
            "is_full": len(chosen) == comparing.MOST,
            "lines": comparing.figure_lines(chosen, framework_of(chosen)),
            "kinds": {row.kind for row in chosen},
            "assessed_years": sorted({row.assessed_year for row in chosen if row.assessed_year}),
            "over_years": comparing.years_of(chosen, self.request.user),
        }

    def address(self, codes):
        return "&".join([self.asked.query, *(f"a={code}" for code in codes)])


def framework_of(rows):
    """That of the first row with results."""
    code = next((row.framework_code for row in rows if row.framework_code), "")
    try:
        return get_framework(code) if code else None
    except UnknownFramework:
        return None


class MoversView(OverviewPage):
    template_name = "reports/movers.html"

    def get(self, request, **kwargs):
        context = self.get_context_data(**kwargs)
        if wants_csv(request):
            return csv_file(
                self.asked, context["group_words"], MOVERS_HEAD, map(mover_cells, context["rows"].iterator())
            )
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        group = self.request.GET.get("group", "")
        group = group if group in movers.GROUPS else next(iter(movers.GROUPS))
        assessed, counts = movers.counted_groups(self.rows)
        rows = movers.rows_of_group(assessed.among(self.rows), group).select_related("agency", "agency_year")
        return shown | {
            "group": group,
            "group_words": movers.GROUPS[group][0],
            "groups": [(name, words, counts[name]) for name, (words, _, _) in movers.GROUPS.items()],
            "assessed": assessed,
            "compared": sum(counts[name] for name in ("improved", "fell", "same")),
            "rows": rows,
            "page_obj": self.page_of(rows, count=counts[group]),
            "query": f"{self.asked.query}&group={group}&",
        }


def mover_cells(row):
    names = [row.agency.code, row.name, row.get_kind_display(), row.province]
    return [*names, *map(filled, (row.previous_total, row.total, row.change, row.level))]


class RankingView(OverviewPage):
    """Without a kind: the kinds to choose from. A search or a stage shows some of the group and leaves it as it is."""

    template_name = "reports/ranking.html"

    def get(self, request, **kwargs):
        context = self.get_context_data(**kwargs)
        if wants_csv(request) and context["can_rank"]:
            return self.download()
        return self.render_to_response(context)

    def download(self):
        """With the place in the group, and in the whole kind where the group is some of it."""
        groups = [self.group, *([self.wider()] if self.scope else [])]
        places, rows = [ranking.all_places(group) for group in groups], ranking.by_total(self.shown)
        head = [*self.titles()[: len(groups)], *MOVERS_HEAD]
        cells = ([*(own[row.total] for own in places), *mover_cells(row)] for row in rows.select_related("agency"))
        return csv_file(self.asked, TITLE_OF_RANKING, head, cells)

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        group, kind = self.rows_of_group("kind", "province", "body"), self.asked.values.get("kind")
        known = ranking.totals_by_kind(group)
        self.assessed = known.get(kind) or assessed_of({})
        self.group, self.shown = self.assessed.among(group), self.assessed.among(self.rows)
        can_rank = self.assessed.agencies >= ranking.FEWEST
        self.scope = chosen_words(self.asked.only("province", "body"))
        self.sees_all = permissions.oversees_all(self.request.user)
        shown |= {
            "kind": kind,
            "assessed": self.assessed,
            "kind_name": KINDS.get(kind, ""),
            "scope": self.scope,
            "titles": self.titles(),
            "sees_all": self.sees_all,
            "fewest": ranking.FEWEST,
            "size": self.assessed.agencies,
            "can_rank": can_rank,
        }
        return shown | (self.ranked_page() if can_rank else {"kinds": kinds_to_choose(self.among_found(known))})

    def among_found(self, known):
        """The kinds of the agencies that a search finds."""
        if "q" not in self.asked.values:
            return known
        found = set(self.rows.order_by().values_list("kind", flat=True).distinct())
        return {kind: assessed for kind, assessed in known.items() if kind in found}

    def titles(self):
        """Of the place in the group, and of that in the whole kind: of all agencies, or of those that one oversees."""
        within = f"ภายใน{' '.join(self.scope)}" if self.scope else ""
        if self.sees_all:
            return f"อันดับ{within}", "อันดับในประเภททั้งหมด"
        return f"อันดับ{within or 'ในความดูแลของท่าน'}", "อันดับในประเภทที่ท่านดูแล"

    def rows_of_group(self, *names):
        return rows_for(self.asked.only(*names), user=self.request.user)

    def ranked_page(self):
        page = self.page_of(ranking.by_total(self.shown).values_list("pk", flat=True))
        rows = ranking.by_total(self.shown.filter(pk__in=list(page))).select_related("agency", "agency_year")
        return {"page_obj": page, "ranked": self.with_wider_places(ranking.with_places(self.group, rows))}

    def with_wider_places(self, ranked):
        """Those among all agencies of the kind that one oversees, where the group is some of them."""
        return ranking.with_places(self.wider(), ranked, "wider_place") if self.scope else ranked

    def wider(self):
        return self.rows_of_group("kind").filter(framework_code=self.assessed.framework.code)


def kinds_to_choose(known):
    """(code, name, whose totals, whether enough)."""
    return [(code, KINDS[code], assessed, assessed.agencies >= ranking.FEWEST) for code, assessed in known.items()]


def filled(value):
    return "" if value is None else value
