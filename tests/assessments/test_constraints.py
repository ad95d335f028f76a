"""Every named constraint is violated once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from assessments.models import (
    Agency,
    AgencyFormerName,
    AgencyName,
    AgencyYear,
    Assessment,
    Body,
    EmailMessage,
    Finding,
    FindingLine,
    ImportNote,
    Invitation,
    Membership,
    Notification,
    NotificationChoice,
    PastResult,
    PastScore,
    ResultsImport,
    Score,
    Target,
    WindowException,
    YearWindow,
)
from ita_portal.accounts.models import RecoveryCode, Throttle
from measures.models import CarryDecision, CatalogueLine, Measure, MeasureLine, ProgressEntry, ProgressLine
from reports.models import (
    Attachment,
    DocumentPart,
    DocumentSetup,
    Narrative,
    NarrativeLine,
    Publication,
    PublishedFile,
    Rendering,
)
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_measure,
    make_past_result,
    make_progress,
    make_user,
)
from tests.measures.kept import make_entry
from tests.reports.overview.oversight_constraints import VIOLATIONS as OF_OVERSIGHT
from tests.reports.reviewing.test_review_constraints import VIOLATIONS as OF_REVIEWS

pytestmark = pytest.mark.django_db


EARLIER, DAY = datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=1)


def twice(model, **values):
    model.objects.create(**values)
    model.objects.create(**values)


def past_score(value):
    past = make_past_result(make_agency_year(), 2565, 80)
    PastScore.objects.create(past_result=past, code="1", value=value)


def two_parts(*parts):
    setup = DocumentSetup.objects.create(agency_year=make_agency_year(), kind="full")
    for key, position in parts:
        DocumentPart.objects.create(setup=setup, key=key, position=position)


def attachment(**values):
    Attachment.objects.create(agency_year=make_agency_year(), **{"position": 0, "title": "คำสั่ง", "pages": 1, **values})


def results_import(**values):
    return ResultsImport.objects.create(file="x", file_name="x", framework_code="ita-2566", by=make_user(), **values)


def former_name(**values):
    usual = {"name": "ชื่อเดิม", "valid_until": date(2026, 1, 1)}
    return AgencyFormerName.objects.create(**{**usual, **values, "agency": values.get("agency") or make_agency()})


def invitation(**values):
    usual = {"email": "a@example.org", "token_sha256": "a", "sent_at": EARLIER, "expires_at": EARLIER + DAY}
    agency = {} if "agency" in values else {"agency": make_agency()}
    return Invitation.objects.create(**{"role": "officer", "invited_by": make_user(), **usual, **agency, **values})


def decision(**values):
    usual = {"source_year": 2566, "source_key": "m1", "choice": "continue"}
    source = make_measure(make_agency_year(fiscal_year=2566))
    return {"agency_year": make_agency_year(source.agency_year.agency), "source": source, **usual, **values}


def publication(**values):
    usual = {"kind": "full", "number": 1, "address": "ABCD2345", "fiscal_year": 2567, "requested_by": make_user()}
    return Publication.objects.create(**{"agency_year": make_agency_year(), **usual, **values})


def notification(**values):
    usual = {"kind": "due", "title": "ใกล้ครบกำหนด", "once_key": "k"}
    return Notification.objects.create(person=make_user(), **usual | values)


def letter(**values):
    usual = {"to": "a@example.org", "subject": "เรื่อง", "text": "ข้อความ", "once_key": "k"}
    return EmailMessage.objects.create(**usual | values)


def window(**values):
    usual = {"fiscal_year": 2567, "step": "plan", "opens_on": date(2023, 10, 1), "closes_on": date(2023, 12, 31)}
    return YearWindow.objects.create(**usual | values)


def window_exception(**values):
    usual = {"window": window(), "agency": make_agency(), "until": date(2024, 1, 31), "granted_by": make_user()}
    return WindowException.objects.create(**usual | values)


def throttle(**values):
    usual = {"scope": "account", "subject": "x", "started_at": EARLIER, "last_at": EARLIER}
    return Throttle.objects.create(**usual | values)


VIOLATIONS = (
    OF_REVIEWS
    | OF_OVERSIGHT
    | {
        "agency_name_not_blank": lambda: Agency.objects.create(code="a", name="", kind="other"),
        "agency_numerals_known": lambda: Agency.objects.create(code="a", name="ก", kind="other", numerals="roman"),
        "agency_name_position_unique": lambda: twice(
            AgencyName, agency=make_agency(), kind="unit", position=0, text="ก"
        ),
        "membership_unique": lambda: twice(Membership, user=make_user(), agency=make_agency(), role="officer"),
        "membership_agency_fits_role": lambda: Membership.objects.create(user=make_user(), role="officer"),
        "membership_reach_fits_role": lambda: Membership.objects.create(
            user=make_user(), role="administrator", reach="branch", province="ธารมณี"
        ),
        "membership_ends_after_start": lambda: Membership.objects.create(
            user=make_user(), role="officer", agency=make_agency(), ended_at=EARLIER
        ),
        "agency_not_its_own_successor": lambda: (
            lambda agency: Agency.objects.filter(pk=agency.pk).update(successor=agency, closed_on=date(2026, 1, 1))
        )(make_agency()),
        "agency_successor_only_when_closed": lambda: make_agency(successor=make_agency()),
        "agency_former_name_in_order": lambda: former_name(valid_from=date(2026, 1, 2)),
        "agency_former_name_until_unique": lambda: (
            lambda agency: [former_name(agency=agency), former_name(agency=agency, valid_from=date(2025, 1, 1))]
        )(make_agency()),
        "agency_former_name_from_unique": lambda: (
            lambda agency: [
                former_name(agency=agency, valid_from=date(2025, 1, 1)),
                former_name(agency=agency, valid_from=date(2025, 1, 1), valid_until=date(2026, 2, 1)),
            ]
        )(make_agency()),
        "body_name_not_blank": lambda: Body.objects.create(name="", kind="ministry"),
        "body_kind_known": lambda: Body.objects.create(name="ก", kind="club"),
        "body_name_unique": lambda: twice(Body, name="ก", kind="ministry"),
        "body_not_under_itself": lambda: (lambda body: Body.objects.filter(pk=body.pk).update(parent=body))(
            Body.objects.create(name="ก", kind="ministry")
        ),
        "invitation_agency_fits_role": lambda: invitation(role="officer", agency=None, reach="all"),
        "invitation_reach_fits_role": lambda: invitation(reach="kind"),
        "invitation_token_unique": lambda: [invitation(), invitation(email="b@example.org")],
        "invitation_pending_unique": lambda: (
            lambda agency: [invitation(agency=agency), invitation(agency=agency, token_sha256="b")]
        )(make_agency()),
        "invitation_accepted_says_who": lambda: invitation(accepted_at=EARLIER),
        "invitation_used_or_revoked": lambda: invitation(
            accepted_at=EARLIER, accepted_by=make_user(), revoked_at=EARLIER
        ),
        "invitation_expires_later": lambda: invitation(expires_at=EARLIER),
        "invitation_day_only_of_hand_over": lambda: invitation(hands_over_on=date(2026, 1, 1)),
        "agency_year_unique": lambda: twice(AgencyYear, agency=make_agency(), fiscal_year=2567),
        "agency_year_is_buddhist": lambda: make_agency_year(fiscal_year=2024),
        "assessment_role_unique": lambda: twice(
            Assessment, agency_year=make_agency_year(), role="result", framework_code="ita-2566", fiscal_year=2566
        ),
        "assessment_total_within_hundred": lambda: make_assessment(total=101),
        "assessment_peers_average_within_hundred": lambda: make_assessment(peers_average=-1),
        "assessment_year_is_buddhist": lambda: make_assessment(fiscal_year=2024),
        "score_code_unique": lambda: twice(Score, assessment=make_assessment(), code="1", value=1),
        "score_within_hundred": lambda: make_assessment(scores={"1": 100.01}),
        "past_result_year_unique": lambda: twice(
            PastResult, agency_year=make_agency_year(), position=0, fiscal_year=2565
        ),
        "past_result_total_within_hundred": lambda: make_past_result(make_agency_year(), 2565, 101),
        "past_score_code_unique": lambda: (lambda past: twice(PastScore, past_result=past, code="1", value=1))(
            make_past_result(make_agency_year(), 2565, 80)
        ),
        "past_score_within_hundred": lambda: past_score(101),
        "target_code_unique": lambda: twice(Target, agency_year=make_agency_year(), code="1", value=90),
        "target_within_hundred": lambda: Target.objects.create(agency_year=make_agency_year(), code="1", value=101),
        "finding_urgency_known": lambda: make_finding(make_agency_year(), urgency="soon"),
        "finding_issue_within_seven": lambda: make_finding(make_agency_year(), issue=8),
        "finding_line_position_unique": lambda: twice(
            FindingLine, finding=make_finding(make_agency_year()), kind="cause", position=0, text="ก"
        ),
        "finding_line_kind_known": lambda: FindingLine.objects.create(
            finding=make_finding(make_agency_year()), kind="other", position=0, text="ก"
        ),
        "measure_key_unique": lambda: (lambda year: [make_measure(year, "m1"), make_measure(year, "m1")])(
            make_agency_year()
        ),
        "measure_period_in_order": lambda: make_measure(
            make_agency_year(), period=(date(2024, 5, 1), date(2024, 4, 30))
        ),
        "measure_urgency_known": lambda: make_measure(make_agency_year(), urgency="soon"),
        "measure_issue_within_seven": lambda: make_measure(make_agency_year(), issue=0),
        "measure_line_position_unique": lambda: twice(
            MeasureLine, measure=make_measure(make_agency_year()), kind="step", position=0, text="ก"
        ),
        "measure_line_kind_known": lambda: MeasureLine.objects.create(
            measure=make_measure(make_agency_year()), kind="other", position=0, text="ก"
        ),
        "progress_key_unique": lambda: (lambda year: [make_progress(year, key="p"), make_progress(year, key="p")])(
            make_agency_year()
        ),
        "progress_period_in_order": lambda: make_progress(
            make_agency_year(), period_start=date(2024, 5, 1), period_end=date(2024, 4, 30)
        ),
        "progress_budget_not_negative": lambda: make_progress(make_agency_year(), budget_amount=-1),
        "progress_line_position_unique": lambda: twice(
            ProgressLine, entry=make_progress(make_agency_year()), kind="outcome", position=0, text="ก"
        ),
        "progress_line_kind_known": lambda: ProgressLine.objects.create(
            entry=make_progress(make_agency_year()), kind="other", position=0, text="ก"
        ),
        "narrative_part_unique": lambda: twice(Narrative, agency_year=make_agency_year(), part="preface"),
        "narrative_part_known": lambda: Narrative.objects.create(agency_year=make_agency_year(), part="other"),
        "narrative_line_position_unique": lambda: twice(
            NarrativeLine,
            narrative=Narrative.objects.create(agency_year=make_agency_year(), part="preface"),
            kind="paragraph",
            position=0,
            text="ก",
        ),
        "document_setup_unique": lambda: twice(DocumentSetup, agency_year=make_agency_year(), kind="full"),
        "document_setup_kind_known": lambda: DocumentSetup.objects.create(
            agency_year=make_agency_year(), kind="poster"
        ),
        "document_part_key_unique": lambda: two_parts(("cover", 0), ("cover", 1)),
        "document_part_position_unique": lambda: two_parts(("cover", 0), ("preface", 0)),
        "attachment_title_not_blank": lambda: attachment(title=""),
        "attachment_pages_within_hundred": lambda: attachment(pages=101),
        "results_import_state_known": lambda: results_import(state="lost"),
        "results_import_imported_says_when": lambda: results_import(state="imported"),
        "results_import_done_only_when_confirmed": lambda: results_import(done=1),
        "import_note_kind_known": lambda: ImportNote.objects.create(results_import=results_import(), kind="gossip"),
        "catalogue_entry_key_unique": lambda: (lambda agency: [make_entry(agency, "c1"), make_entry(agency, "c1")])(
            make_agency()
        ),
        "catalogue_entry_title_not_blank": lambda: make_entry(make_agency(), title=""),
        "catalogue_entry_issue_within_seven": lambda: make_entry(make_agency(), issue=8),
        "catalogue_line_position_unique": lambda: twice(
            CatalogueLine, entry=make_entry(make_agency()), kind="step", position=0, text="ก"
        ),
        "catalogue_line_kind_known": lambda: make_entry(make_agency(), lines={"other": ["ก"]}),
        "carry_decision_source_unique": lambda: twice(CarryDecision, **decision()),
        "carry_decision_choice_known": lambda: CarryDecision.objects.create(**decision(choice="postpone", reason="ก")),
        "carry_decision_says_why": lambda: CarryDecision.objects.create(**decision(choice="change")),
        "carry_decision_stopped_makes_no_measure": lambda: CarryDecision.objects.create(
            **decision(choice="stop", reason="ก", measure=make_measure(make_agency_year()))
        ),
        "publication_number_unique": lambda: (
            lambda first: publication(agency_year=first.agency_year, address="ABCD2346")
        )(publication()),
        "publication_number_from_one": lambda: publication(number=0, comment="ก"),
        "publication_kind_known": lambda: publication(kind="poster"),
        "publication_published_says_when": lambda: publication(state="published"),
        "publication_says_what_changed": lambda: publication(number=2),
        "published_file_format_unique": lambda: twice(
            PublishedFile, publication=publication(), format="pdf", sha256="a" * 64, size=1
        ),
        "published_file_format_known": lambda: PublishedFile.objects.create(
            publication=publication(), format="odt", sha256="a" * 64, size=1
        ),
        "rendering_key_unique": lambda: twice(
            Rendering, agency_year=make_agency_year(), kind="full", key="a" * 64, size=1
        ),
        "notification_once_unique": lambda: twice(
            Notification, person=make_user(), kind="due", title="ใกล้ครบกำหนด", once_key="k"
        ),
        "notification_says_what": lambda: notification(title=""),
        "notification_link_is_own": lambda: notification(link="//elsewhere.example/"),
        "notification_choice_unique": lambda: twice(NotificationChoice, person=make_user(), kind="due"),
        "notification_choice_one_email": lambda: NotificationChoice.objects.create(
            person=make_user(), kind="due", by_email=True, digest=True
        ),
        "email_once_key_not_blank": lambda: letter(once_key=""),
        "email_sent_says_when": lambda: letter(state="sent", attempts=1, tried_at=EARLIER),
        "email_failed_says_why": lambda: letter(state="failed", attempts=1, tried_at=EARLIER),
        "email_tried_says_when": lambda: letter(state="sending"),
        "year_window_unique": lambda: [window(), window()],
        "year_window_step_known": lambda: window(step="other"),
        "year_window_in_order": lambda: window(closes_on=date(2023, 9, 30)),
        "year_window_is_buddhist": lambda: window(fiscal_year=2024),
        "window_exception_says_why": lambda: window_exception(reason=""),
        "user_email_unique": lambda: [make_user(email="a@example.org"), make_user(email="A@EXAMPLE.org")],
        "throttle_unique": lambda: [throttle(), throttle()],
        "throttle_times": lambda: throttle(last_at=EARLIER - DAY),
        "recovery_code_unique": lambda: twice(RecoveryCode, user=make_user(), hash="x"),
    }
)
OURS = [
    constraint.name
    for app in ("assessments", "measures", "reports", "accounts")
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
]
# SQLite names the columns of a broken unique constraint, not the constraint
SHORT_ON_SQLITE = ("unique", "one_open", "open_once")


@pytest.mark.parametrize("name", OURS)
def test_constraint_refuses(name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        VIOLATIONS[name]()

    assert name in str(caught.value) or any(part in name for part in SHORT_ON_SQLITE)


def test_model_rows_that_break_no_rule_are_taken():
    year = make_agency_year()

    make_measure(year, issue=7, period=(date(2024, 5, 1), date(2024, 5, 1)))

    assert (Measure.objects.count(), ProgressEntry.objects.count(), Finding.objects.count()) == (1, 0, 0)
