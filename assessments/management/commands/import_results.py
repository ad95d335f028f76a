"""Bring many agencies' results in: manage.py import_results FILE --framework CODE"""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.exchange.faults import UnusableFile
from assessments.exchange.file_kinds import COMMAND
from assessments.exchange.returning import write_returned
from assessments.exchange.summary import Summary
from assessments.framework_store import UnknownFramework, get_framework
from assessments.frameworks.kinds import KINDS
from assessments.services.results_import import check, gathered, take

FAULT, NOTICE, CHANGE = "ข้อผิดพลาด", "ข้อสังเกต", "เปลี่ยน"
SHOWN = 50  # lines printed of each sort
STEP = 1000  # agencies between two words on how far it is, where nobody looks on


class Command(BaseCommand):
    help = (
        "Imports agencies' results (CSV or XLSX). Agencies without a fault are taken, whole; the others are named and, "
        "with --report, written to a file with the reasons. Fails when nothing could be taken."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--framework", required=True, help="ita-2567")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
        parser.add_argument("--create-agencies", action="store_true", help="make missing agencies; needs --kind")
        parser.add_argument("--kind", choices=KINDS, default="", help="kind of the agencies that are made")
        parser.add_argument("--report", type=Path, help="file for the rows that were not taken, .csv or .xlsx")

    def handle(self, *, file, framework, dry_run, create_agencies, kind, report, **options):
        if create_agencies != bool(kind):
            raise CommandError("--create-agencies และ --kind ใช้คู่กัน: ระบุประเภทของหน่วยงานที่จะสร้าง")
        try:
            with gathered(file, file.name, get_framework(framework), by=None, limits=COMMAND) as gathering:
                self.run(gathering, kind, dry_run, report)
        except OSError as error:
            raise CommandError(f"อ่านไฟล์ {file} ไม่ได้: {error.strerror}") from None
        except UnknownFramework as error:
            raise CommandError(str(error)) from None
        except UnusableFile as error:
            raise CommandError(f"ไม่ได้นำเข้า {file}\n{error}") from None

    def run(self, gathering, kind, dry_run, report):
        chunks = check(gathering, create_kind=kind) if dry_run else take(gathering, create_kind=kind, by=None)
        summary, printed, reasons = Summary(), Counter(), {}
        for chunk in chunks:
            for checked in chunk:
                summary.add(checked)
                self.show(checked, printed)
                if not checked.is_good:
                    reasons[checked.told.first_row] = " · ".join(map(str, checked.faults))
            self.show_progress(summary.agencies, len(gathering))
        self.conclude(gathering, summary, printed, dry_run)
        if report and reasons:
            write_returned(report, gathering, reasons)
            self.stdout.write(f"แถวที่ไม่ได้นำเข้าพร้อมเหตุผลอยู่ใน {report}")
        if summary.agencies and not summary.good:
            raise CommandError("ไม่มีหน่วยงานใดนำเข้าได้")

    def show(self, checked, printed):
        """The first of each sort, then only their number."""
        name = checked.told.named.shown
        for fault in checked.faults:
            self.show_line(printed, FAULT, f"{name}: {fault}")
        for notice in checked.notices:
            self.show_line(printed, NOTICE, f"{name}: {notice}")
        for change in checked.changes:
            if change.before is not None:
                self.show_line(printed, CHANGE, f"{name}: {change}")

    def show_line(self, printed, sort, line):
        printed[sort] += 1
        if printed[sort] <= SHOWN:
            (self.stderr if sort == FAULT else self.stdout).write(f"{sort} {line}")

    def show_progress(self, done, total):
        if self.stderr.isatty() or done == total or done % STEP == 0:
            self.stderr.write(f"{done:,}/{total:,} หน่วยงาน")

    def conclude(self, gathering, summary, printed, dry_run):
        for sort, number in printed.items():
            if number > SHOWN:
                self.stdout.write(f"{sort} ทั้งหมด {number:,} รายการ แสดง {SHOWN} รายการแรก")
        for line in (*gathering.remarks, *summary.lines):
            self.stdout.write(line)
        self.stdout.write("ตรวจเท่านั้น ยังไม่มีสิ่งใดเปลี่ยน" if dry_run else "นำเข้าแล้ว")
