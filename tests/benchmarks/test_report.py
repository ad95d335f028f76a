"""The report of a benchmark as Markdown."""

from tests.benchmarks.report import Chapter, Target, markdown, spread, table, targets_of

CHAPTERS = (
    Chapter("Pages", ("How it was done.", table(("program", "wall s"), [("ours", spread([0.3, 0.1, 0.2]))]))),
    Chapter(
        "Workers",
        ("Two of them.",),
        (Target("two workers", 1.7, 1.84, " ×", at_least=True), Target("memory", 200, 213.4, " MB")),
    ),
)
REPORT = """# Documents

Taken today.

## Pages

How it was done.

| program | wall s |
| --- | ---: |
| ours | 0.20 (0.10–0.30) |

## Workers

Two of them.

## Targets

| target | wanted | measured | met |
| --- | ---: | ---: | ---: |
| two workers | ≥ 1.7 × | 1.84 × | yes |
| memory | ≤ 200 MB | 213.40 MB | **no** |
"""


def test_report_holds_its_chapters_and_ends_with_the_targets():
    report = markdown("Documents", "Taken today.", CHAPTERS)

    assert report == REPORT


def test_target_is_met_up_to_its_limit():
    met = [target.is_met for target in targets_of(CHAPTERS)]

    assert met == [True, False]
    assert Target("time", 0.25, 0.25).is_met
    assert not Target("time", 0.25, 0.26).is_met
    assert not Target("workers", 1.7, 1.69, at_least=True).is_met


def test_spread_of_equal_figures_is_one_figure():
    assert spread([0.201, 0.2, 0.199]) == "0.20"
