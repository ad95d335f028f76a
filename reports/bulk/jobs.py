"""Long work of bulk actions: carrying one on, and removing old files."""

from ita_portal.jobs.schedule import daily
from ita_portal.jobs.tasks import task
from reports.bulk.removing import remove_old
from reports.bulk.running import carry_on
from reports.bulk.starting import TASK
from reports.models import BulkRun

REMOVE, HOUR_OF_REMOVING = "reports.remove_bulk_files", 2


@task(TASK)
def carry_out(running, run_id):
    run = BulkRun.objects.select_related("by").get(pk=run_id)
    if run.is_working:
        carry_on(running, run)


@task(REMOVE)
def remove(running):
    remove_old()


daily(REMOVE, hour=HOUR_OF_REMOVING)
