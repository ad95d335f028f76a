"""The embedded worker as a process; start as many as there should be, on as many machines."""

from django.core.management.base import BaseCommand

from ita_portal.jobs.running import default_worker_name
from ita_portal.jobs.worker import Worker


class Command(BaseCommand):
    help = "ทำงานเบื้องหลังทีละงานจนกว่าจะได้รับสัญญาณ TERM หรือ INT งานที่เริ่มแล้วจะทำจนเสร็จก่อนจบ"

    def add_arguments(self, parser):
        parser.add_argument("--name", default="", help="ชื่อที่แสดงในรายการงาน (ปกติคือชื่อเครื่องและเลขโปรเซส)")
        parser.add_argument("--once", action="store_true", help="ทำงานที่รออยู่หนึ่งงานแล้วจบ")
        parser.add_argument("--until-idle", action="store_true", help="ทำจนไม่มีงานรอแล้วจบ")

    def handle(self, *, name, once, until_idle, **options):
        Worker(name or default_worker_name()).work(once=once, until_idle=until_idle)
