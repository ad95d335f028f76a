"""The frameworks in use: those of the project and those of the installation's own folder."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from assessments.frameworks import Framework
from assessments.frameworks.loading import load_folder

OWN_FOLDER = Path(__file__).parent / "frameworks"


class UnknownFramework(ValueError):
    """No framework has this code or year."""


def framework_folders() -> tuple[Path, ...]:
    extra = getattr(settings, "FRAMEWORKS_DIR", None)
    return (OWN_FOLDER, Path(extra)) if extra else (OWN_FOLDER,)


def all_frameworks() -> tuple[Framework, ...]:
    """By fiscal year, earliest first."""
    return _loaded(framework_folders())


def get_framework(code: str) -> Framework:
    return _found(code, lambda framework: framework.code == code)


def framework_of_year(fiscal_year: int) -> Framework:
    return _found(f"ปี {fiscal_year}", lambda framework: framework.fiscal_year == fiscal_year)


def _found(wanted, matches):
    for framework in all_frameworks():
        if matches(framework):
            return framework
    known = ", ".join(framework.code for framework in all_frameworks())
    raise UnknownFramework(f"ไม่มีกรอบการประเมิน “{wanted}” ที่มีคือ {known}")


@lru_cache
def _loaded(folders):
    """Files are read once a process: a changed file counts after a restart."""
    return tuple(sorted(load_folder(*folders).values(), key=lambda framework: framework.fiscal_year))
