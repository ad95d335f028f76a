"""Checks every framework file, for people who edit one: counts a file, and the line of each fault."""

from django.core.management.base import BaseCommand, CommandError

from assessments.framework_store import framework_folders
from assessments.frameworks.loading import check_folder, framework_paths, load_framework


class Command(BaseCommand):
    help = "ตรวจแฟ้มกรอบการประเมินทุกแฟ้ม แสดงจำนวนรายการที่มีและไม่มีแหล่งยืนยัน และบรรทัดที่ผิด"

    def handle(self, *args, **options):
        folders = framework_folders()
        faults = check_folder(*folders)
        faulty = {fault.file for fault in faults}
        for path in framework_paths(*folders):
            if path not in faulty:
                self.stdout.write(self._summary(path))
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"พบข้อผิดพลาด {len(faults)} แห่ง")

    def _summary(self, path):
        framework = load_framework(path)
        verified = sum(provenance.verified for provenance in framework.provenances)
        unverified = len(framework.provenances) - verified
        return f"{path.name}: {len(framework.items)} ข้อ มีแหล่งยืนยัน {verified} รายการ ยังไม่ยืนยัน {unverified} รายการ"
