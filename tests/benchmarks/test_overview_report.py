"""The report of the pages over all agencies, and their list."""

from tests.benchmarks.overview_pages import PAGES, Places
from tests.benchmarks.overview_report import Built, Measured, chapter
from tests.benchmarks.report import markdown

SMALL = Built(100, 3.2, 1.1, {"Agency": 100, "Score": 32_100}, 13_000_000)
LARGE = Built(8325, 170.4, 41.0, {"Agency": 8325, "Score": 2_789_818}, 655_000_000)
PLACES = Places(agencies=("sim-00001",), publication="ABCDEFGH", publishing_agency="sim-00001", weak_item="o1")
REPORT = """# Pages

Taken today.

## SQLite

|  | 100 agencies | 8,325 agencies |
| --- | ---: | ---: |
| simulate_nation, s | 3 | 170 |
| refresh_all again, s | 1 | 41 |
| database, MB | 13 | 655 |
| rows of Agency | 100 | 8,325 |
| rows of Score | 32,100 | 2,789,818 |

A figure is that of warm requests through the whole stack, 3 with 100 agencies and 3 with 8,325, in turns, in a \
process for each: the median, and the lowest and highest. As an administrator of all \
agencies; public pages without signing in.

| page | ms, 100 | ms, 8,325 | ratio | queries, 100 | queries, 8,325 |
| --- | ---: | ---: | ---: | ---: | ---: |
| overview | 20 (19–21) | 30 (28–50) | 1.50 | 13 | 13 |
| levels | 10 | 25 | 2.50 | 11 | 12 |

- movers: not there yet
- ranking: answered 404

## Targets

| target | wanted | measured | met |
| --- | ---: | ---: | ---: |
| SQLite: simulate_nation | ≤ 300 s | 170.40 s | yes |
| SQLite: pages not there or with a fault | ≤ 0 | 2.00 | **no** |
| SQLite: pages with other numbers of queries | ≤ 0 | 1.00 | **no** |
| SQLite: overview | ≤ 2 × | 1.50 × | yes |
| SQLite: levels | ≤ 2 × | 2.50 × | **no** |
"""


def costs(milliseconds, queries, status=200):
    return tuple({"seconds": each / 1000, "queries": queries, "status": status} for each in milliseconds)


def test_report_pairs_the_sizes_and_names_what_is_missing():
    pages = [
        Measured("overview", 2.0, (costs((20, 19, 21), 13), costs((30, 50, 28), 13))),
        Measured("levels", 2.0, (costs((10, 10, 10), 11), costs((25, 25, 25), 12))),
        Measured("movers", 2.0, (({}, {}, {}), ({}, {}, {}))),
        Measured("ranking", 2.0, (costs((1, 1, 1), 5), costs((1, 1, 1), 5, status=404))),
    ]

    report = markdown("Pages", "Taken today.", [chapter("SQLite", 3, [SMALL, LARGE], pages)])

    assert report == REPORT


def test_queries_are_the_most_of_any_request():
    page = Measured("levels", 2.0, ((*costs((1,), 9), *costs((1,), 10)), costs((1, 1), 10)))

    assert page.queries(0) == 10
    assert page.has_same_queries


def test_every_page_of_the_list_is_there_and_named_once():
    assert [page.title for page in PAGES if not page.address(PLACES)] == []
    assert len({page.title for page in PAGES}) == len(PAGES)
