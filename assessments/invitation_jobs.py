"""The letter of an invitation, written and sent by a job."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.models import Invitation
from assessments.services.invitations import SEND, token_of
from ita_portal.jobs.tasks import task

SUBJECT = "คำเชิญเข้าใช้ระบบ ITA สู่มาตรการ"


@task(SEND)
def send_invitation(running, invitation_id, seed):
    """Never twice: the letter is marked as gone before it goes, and unmarked only when no mail server took it.

    Should the worker die in between, nobody knows whether it went; the people page can send it again.
    """
    row = Invitation.objects.select_related("agency", "body", "invited_by", "hands_over").get(pk=invitation_id)
    this = Invitation.objects.pending().filter(pk=row.pk, seed=seed)
    if not this.filter(mailed_at=None).update(mailed_at=timezone.now()):
        return
    try:
        send_mail(SUBJECT, letter(row, seed), None, [row.email])
    except Exception:
        this.update(mailed_at=None)
        raise


def letter(invitation, seed):
    link = settings.PUBLIC_URL + reverse("assessments:invitation", args=[token_of(seed)])
    return render_to_string("assessments/mail/invitation.txt", {"invitation": invitation, "link": link})
