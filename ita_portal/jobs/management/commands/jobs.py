"""The operator's view of the jobs: how many in each state, how long the first has waited, what failed and why, and
when the work that comes round by itself is due."""

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.db.models.functions import Now
from django.utils import timezone

from ita_portal.jobs.models import Job, PeriodicTask

SHOWN = 20
BUDDHIST_OFFSET = 543


class Command(BaseCommand):
    help = "แสดงจำนวนงานเบื้องหลังแต่ละสถานะ งานที่รอนานที่สุด งานที่กำลังทำ งานที่ไม่สำเร็จพร้อมเหตุ และกำหนดของงานประจำ"

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
        for periodic in PeriodicTask.objects.order_by("next_at", "task"):
            last = as_read(periodic.last_at) if periodic.last_at else "–"
            self.stdout.write(f"งานตามกำหนด {periodic}: ครั้งถัดไป {as_read(periodic.next_at)} ครั้งล่าสุด {last}")

    def _write_longest_wait(self):
        due = Job.objects.due().annotate(now=Now()).order_by("run_after")
        if first := due.first():
            self.stdout.write(f"รอนานที่สุด: {first} {(first.now - first.run_after).total_seconds():.0f} วินาที")


def as_read(moment):
    """21/11/2569 07:00, in the portal's time zone."""
    local = timezone.localtime(moment)
    return f"{local.day}/{local.month}/{local.year + BUDDHIST_OFFSET} {local:%H:%M}"
