"""The pages whose cost must not grow with the number of agencies: the one list of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

MOST_TIMES = 2.0
# For what walks over whole years because every row of them counts: the scores of one item, a year's opening.
MORE_TIMES = 4.0
LAST = 99_999  # a page beyond the last one is the last one
SEARCHED = "อบต. จำลอง"  # finds some in either nation


@dataclass(frozen=True)
class Places:
    """What addresses name, of one portal."""

    agencies: tuple[str, ...]  # codes
    publication: str  # its address
    publishing_agency: str  # the code of the agency that published it
    weak_item: str
    user: str = "sim-admin"


@dataclass(frozen=True)
class Page:
    """`args` are names of Places; `query` may hold lists. Public pages are asked for without signing in."""

    title: str
    name: str
    query: Mapping = field(default_factory=dict)
    args: tuple[str, ...] = ()
    is_public: bool = False
    compares: bool = False  # the agencies of Places, as ?a=
    most_times: float = MOST_TIMES

    def address(self, places: Places) -> str:
        """Empty while no such page is there."""
        try:
            return reverse(self.name, args=[getattr(places, name) for name in self.args])
        except NoReverseMatch:
            return ""

    def values(self, places: Places) -> dict:
        return {**self.query, **({"a": list(places.agencies)} if self.compares else {})}


def public(title, name, query=None, args=()):
    return Page(title, name, query or {}, args, is_public=True)


ITEMS = {"of": "items", "instrument": "OIT"}
KIND = {"kind": "municipality"}
PAGES = (
    Page("overview", "reports:overview"),
    Page("overview, one kind", "reports:overview", KIND),
    Page("overview, searched", "reports:overview", {"q": SEARCHED}),
    Page("overview, by total", "reports:overview", {"sort": "total"}),
    Page("overview, by change", "reports:overview", {"sort": "change"}),
    Page("overview, late ones", "reports:overview", {"trouble": "late"}),
    Page("overview, last page", "reports:overview", {"page": LAST}),
    Page("heat map, agencies", "reports:heat-map"),
    Page("heat map, agencies × items", "reports:heat-map", ITEMS),
    Page("heat map, provinces", "reports:heat-map", {"by": "province"}),
    Page("heat map, provinces × items", "reports:heat-map", {"by": "province"} | ITEMS),
    Page("levels", "reports:levels"),
    Page("weak items", "reports:weak-items"),
    Page("agencies weak in an item", "reports:weak-agencies", args=("weak_item",), most_times=MORE_TIMES),
    Page("comparison", "reports:comparison", compares=True),
    Page("movers", "reports:movers"),
    Page("ranking, the kinds", "reports:ranking"),
    Page("ranking of a kind", "reports:ranking", KIND),
    Page("ranking of a kind, last page", "reports:ranking", KIND | {"page": LAST}),
    Page("bulk work", "reports:bulk-list"),
    Page("year opening", "reports:year-opening", most_times=MORE_TIMES),
    Page("agencies", "assessments:agency-list"),
    Page("agencies, searched", "assessments:agency-list", {"q": SEARCHED}),
    Page("reviews", "reports:reviews"),
    public("public search", "reports:public-search"),
    public("public search, searched", "reports:public-search", {"q": SEARCHED}),
    public("public search, one kind", "reports:public-search", KIND),
    public("public search, last page", "reports:public-search", {"page": LAST}),
    public("public: an agency", "reports:public-agency", args=("publishing_agency",)),
    public("public: a publication", "reports:published", args=("publication",)),
    public("public: its document", "reports:published-page", args=("publication",)),
    public("sitemap", "reports:sitemap"),
    public("open data", "reports:open-data"),
    public("API: agencies", "reports:api-agencies"),
    public("API: publications", "reports:api-publications"),
)
