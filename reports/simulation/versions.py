"""Publications of invented years: their rows, their files, and the rounds of review that led to them."""

from dataclasses import dataclass, field
from random import Random

from reports.exchange.published_csv import write_csv
from reports.models import DocumentKind, Publication, PublishedFile, Withdrawal
from reports.publishing import ADDRESS_LENGTH, ALPHABET
from reports.simulation.moments import LATER, Moments, moments_for
from reports.simulation.rounds import Round, store_rounds
from reports.simulation.shared_files import SIMULATED, StoredFile, shared_files, store_own, title_of
from reports.simulation.storing import store_leaves
from reports.simulation.values import data_of, json_of
from reports.simulation.work import Work

KINDS = (DocumentKind.MEASURES.value, DocumentKind.PROGRESS.value)
YEARS_WITH_CSV = 2  # older versions were published before there was one
FILE_COLUMNS = ("publication_id", "format", "file", "sha256", "size")
WHAT_CHANGED = "แก้ไขระยะเวลาของมาตรการ (จำลอง)"
WHY_WITHDRAWN = "ถอนเพื่อทดลองระบบ (จำลอง)"
Format = PublishedFile.Format


@dataclass(frozen=True)
class Version:
    work: Work
    kind: str
    number: int
    moments: Moments
    is_withdrawn: bool = False


@dataclass
class Publisher:
    """`person` did all of it; `newest` is the last fiscal year that is filled."""

    person: object
    seed: int
    newest: int
    random: Random = None
    shared: dict = field(default_factory=dict)  # kind → the files of the year that all share
    addresses: set = field(default_factory=set)

    def begin_year(self, fiscal_year):
        self.random = Random(f"{self.seed} publications {fiscal_year}")
        kinds = KINDS[:1] if fiscal_year == self.newest else KINDS
        self.shared = {kind: shared_files(kind, fiscal_year) for kind in kinds}

    def publish(self, works: list[Work]):
        """All that these have published, and the rounds that are still on their way."""
        versions = [version for work in works for version in self.versions_of(work)]
        rows = [self.row_of(version) for version in versions]
        Publication.objects.bulk_create(rows)
        pairs = list(zip(versions, rows, strict=True))
        files = (line for version, row in pairs for line in self.files_of(version, row))
        store_leaves(PublishedFile, FILE_COLUMNS, files)
        Withdrawal.objects.bulk_create(self.withdrawal_of(row) for version, row in pairs if version.is_withdrawn)
        rounds = [Round(one.work, one.kind, one.number, one.moments, "published", row) for one, row in pairs]
        store_rounds([*rounds, *(one for work in works for one in self.open_rounds(work))], self.person)

    def versions_of(self, work):
        course = work.course
        if course.is_published:
            first = self.moments(work, "measures")
            yield Version(work, "measures", 1, first, is_withdrawn=course.is_withdrawn)
            if course.has_second:
                yield Version(work, "measures", 2, first.later)
        if course.is_reported:
            yield Version(work, "progress", 1, self.moments(work, "progress"))

    def open_rounds(self, work):
        if work.course.has_plan and not work.course.is_published and work.course.reached != "planned":
            yield Round(work, "measures", 1, self.moments(work, "measures"), work.course.reached)

    def moments(self, work, kind):
        return moments_for(kind, work.fiscal_year, self.random, is_newest=work.fiscal_year == self.newest)

    def row_of(self, version):
        work, moments = version.work, version.moments
        return Publication(
            agency_year=work.year,
            kind=version.kind,
            number=version.number,
            address=self.new_address(),
            title=title_of(version.kind, work.fiscal_year),
            agency_name=work.member.agency.name,
            fiscal_year=work.fiscal_year,
            comment="" if version.number == 1 else WHAT_CHANGED,
            state=Publication.State.PUBLISHED,
            requested_by=self.person,
            requested_at=moments.requested,
            published_at=moments.published,
        )

    def new_address(self):
        address = "".join(self.random.choices(ALPHABET, k=ADDRESS_LENGTH))
        if address in self.addresses:
            return self.new_address()
        self.addresses.add(address)
        return address

    def files_of(self, version, row):
        files = (*self.shared[version.kind], *self.own_files(version, row.address))
        return [(row.pk, file.format, file.name, file.sha256, file.size) for file in files]

    def own_files(self, version, address) -> list[StoredFile]:
        value, stem = data_of(version.work, version.kind), f"{SIMULATED}/{address[:2]}/{address}"
        files = [store_own(Format.DATA, f"{stem}.json", json_of(value))]
        if version.work.fiscal_year > self.newest - YEARS_WITH_CSV:
            files.append(store_own(Format.CSV, f"{stem}.csv", write_csv(value)))
        return files

    def withdrawal_of(self, row):
        return Withdrawal(publication=row, reason=WHY_WITHDRAWN, by=self.person, at=row.published_at + LATER)
