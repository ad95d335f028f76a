"""Prove that no published file has changed: manage.py verify_publications"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.models import PublishedFile
from reports.verifying import faults, strays


class Command(BaseCommand):
    help = "คำนวณ SHA-256 ของไฟล์ที่เผยแพร่ทุกไฟล์ใหม่แล้วเทียบกับที่บันทึกไว้ จบด้วยรหัส 1 ถ้ามีไฟล์หายหรือไม่ตรง"

    def add_arguments(self, parser):
        parser.add_argument("--clean", action="store_true", help="ลบไฟล์ตกค้างเกินหนึ่งวันที่ไม่เป็นของฉบับใด")

    def handle(self, *, clean, **options):
        found = list(faults())
        for name, fault in found:
            self.stderr.write(f"{name}: {fault}")
        if found:
            raise CommandError(f"พบไฟล์ที่หายหรือไม่ตรง {len(found)} ไฟล์")
        self.stdout.write(f"ตรวจแล้ว {PublishedFile.objects.count()} ไฟล์ ตรงกันทุกไฟล์")
        if clean:
            self.clean()

    def clean(self):
        left = strays(timezone.now())
        for path in left:
            path.unlink()
        self.stdout.write(f"ลบไฟล์ตกค้าง {len(left)} ไฟล์")
