"""The operator's view of the jobs: how many in each state, how long the first has waited, what failed and why."""

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.db.models.functions import Now

from ita_portal.jobs.models import Job

SHOWN = 20


class Command(BaseCommand):
    help = "แสดงจำนวนงานเบื้องหลังแต่ละสถานะ งานที่รอนานที่สุด งานที่กำลังทำ และงานที่ไม่สำเร็จพร้อมเหตุ"

    def handle(self, *args, **options):
        counts = dict(Job.objects.values_list("state").annotate(Count("pk")))
        for state, label in Job.State.choices:
            self.stdout.write(f"{label}: {counts.get(state, 0)}")
        self._write_longest_wait()
        for job in Job.objects.filter(state=Job.State.RUNNING).order_by("started_at")[:SHOWN]:
            attempt = f"ครั้งที่ {job.attempt}/{job.max_attempts}"
            self.stdout.write(f"{job.state_label} {job} {attempt} ร้อยละ {job.percent} โดย {job.worker}")
        for job in Job.objects.filter(state=Job.State.FAILED).order_by("-ended_at")[:SHOWN]:
            self.stdout.write(f"{job.state_label} {job} ครั้งที่ {job.attempt}/{job.max_attempts}: {job.error}")

    def _write_longest_wait(self):
        due = Job.objects.due().annotate(now=Now()).order_by("run_after")
        if first := due.first():
            self.stdout.write(f"รอนานที่สุด: {first} {(first.now - first.run_after).total_seconds():.0f} วินาที")
