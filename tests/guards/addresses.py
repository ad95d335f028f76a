"""Every address of the portal, and who may read (GET) and do (POST) what there. A new address needs a line here.

The value is how an address is filled in besides agency and year; a pk names a row of tests/guards/world.py.
"""

# --- Addresses of one agency: 404 for everybody whom it does not concern ---------------------------------------------

READING = {  # whoever belongs to the agency reads; there is nothing to post
    "assessments:agency": {},
    "assessments:agency-changes": {},
    "assessments:people": {},
    "assessments:year": {},
    "assessments:score-home": {},
    "assessments:scores": {"role": "baseline"},
    "assessments:scores-template": {"role": "baseline"},
    "assessments:changes": {},
    "assessments:oit-address-log": {},
    "assessments:analysis": {},
    "assessments:trends": {},
    "assessments:what-if": {},
    "measures:list": {},
    "measures:catalogue": {},
    "measures:progress": {},
    "measures:photos": {},
    "measures:photo-file": {"pk": "photo"},
    "reports:documents": {},
    "reports:preview": {"kind": "measures"},
    "reports:page": {"kind": "measures"},
    "reports:docx": {"kind": "measures"},
    "reports:xlsx": {"kind": "measures"},
    "reports:check": {"kind": "full"},
    "reports:live-checks": {},
    "reports:attachments": {},
    "reports:attachment-file": {"pk": "attachment"},
    "reports:logo-file": {},
    "reports:export": {},
    "reports:review-changes": {"kind": "measures"},
}
DISCUSSING = {  # read by all, said something by who has a part in it
    "reports:comments": {},
    "reports:review": {"kind": "measures"},
}
DRAWING = {  # a draft is drawn for whoever may read it
    "reports:pdf": {"kind": "measures"},
    "reports:pdf-job": {"kind": "measures", "pk": "job"},
}
SHEETS = {  # read by all, filled in by who may edit
    "assessments:oit-addresses": {},
    "assessments:score-sheet": {"role": "baseline", "instrument": "OIT"},
}
EDITING = {
    "assessments:agency-edit": {},
    "assessments:year-open": {},
    "assessments:announced": {"role": "baseline"},
    "assessments:scores-import": {"role": "baseline"},
    "assessments:scores-start": {"role": "baseline"},
    "assessments:score-cells": {"role": "baseline", "instrument": "OIT"},
    "assessments:score-paste": {"role": "baseline", "instrument": "OIT"},
    "assessments:past-results": {},
    "assessments:oit-address-check": {},
    "assessments:finding-add": {},
    "assessments:finding-edit": {"pk": "finding"},
    "assessments:finding-delete": {"pk": "finding"},
    "assessments:targets": {},
    "measures:add": {},
    "measures:edit": {"pk": "measure"},
    "measures:delete": {"pk": "measure"},
    "measures:move": {"pk": "measure"},
    "measures:accept": {"pk": "measure"},
    "measures:keep": {"pk": "measure"},
    "measures:carry-over": {},
    "measures:draft": {},
    "measures:entry-add": {},
    "measures:entry-edit": {"pk": "kept"},
    "measures:entry-delete": {"pk": "kept"},
    "measures:limitations": {},
    "measures:progress-add": {},
    "measures:progress-edit": {"pk": "entry"},
    "measures:progress-delete": {"pk": "entry"},
    "measures:photo-add": {},
    "measures:photo-edit": {"pk": "photo"},
    "measures:photo-delete": {"pk": "photo"},
    "measures:photo-move": {"pk": "photo"},
    "reports:narrative": {"part": "preface"},
    "reports:setup": {"kind": "measures"},
    "reports:attachment-add": {},
    "reports:attachment-edit": {"pk": "attachment"},
    "reports:attachment-delete": {"pk": "attachment"},
    "reports:attachment-move": {"pk": "attachment"},
    "reports:logo": {},
}
PUBLISHING = {"reports:publish": {"kind": "measures"}}
WITHDRAWING = {"reports:withdraw": {"kind": "analysis", "number": 1}}
PEOPLE = {  # roles given and taken
    "assessments:people-invite": {},
    "assessments:membership-end": {"pk": "membership"},
}
INVITATIONS = {  # everybody is led back to the list; who may manage people does something
    "assessments:invitation-resend": {"pk": "invitation"},
    "assessments:invitation-revoke": {"pk": "invitation"},
}
OWN_ROLE = {"assessments:hand-over": {"pk": "membership"}}  # the officer's own
PLACING = {  # what is said about an agency from above
    "assessments:agency-place": {},
    "assessments:window-exceptions": {},
}

VIEWER, HEAD, OFFICER, ADMINISTRATOR = "viewer", "head", "officer", "administrator"
ALL, NOBODY = {VIEWER, HEAD, OFFICER, ADMINISTRATOR}, set()
EDITORS, PUBLISHERS, MANAGERS = {OFFICER, ADMINISTRATOR}, {HEAD, OFFICER, ADMINISTRATOR}, {HEAD, ADMINISTRATOR}
# (addresses, who reads, who posts); None: nobody can post, 405
EXPECTED = [
    (READING, ALL, None),
    (DISCUSSING, ALL, PUBLISHERS),
    (DRAWING, ALL, ALL),
    (SHEETS, ALL, EDITORS),
    (EDITING, EDITORS, EDITORS),
    (PUBLISHING, PUBLISHERS, PUBLISHERS),
    (WITHDRAWING, MANAGERS, MANAGERS),
    (PEOPLE, MANAGERS, MANAGERS),
    (INVITATIONS, ALL, MANAGERS),
    (OWN_ROLE, {OFFICER}, {OFFICER}),
    (PLACING, {ADMINISTRATOR}, {ADMINISTRATOR}),
]
AGENCY = {name: sample for addresses, _, _ in EXPECTED for name, sample in addresses.items()}
MAY_READ = {name: readers for addresses, readers, _ in EXPECTED for name in addresses}
MAY_POST = {name: posters for addresses, _, posters in EXPECTED for name in addresses}
LED_ON = {"assessments:score-home"}  # a redirect, whatever the method

# --- Addresses over many agencies: 404 for who oversees none ---------------------------------------------------------

OVERSIGHT = {  # as far as one's reach goes
    "assessments:results-export": {},
    "assessments:administrators": {},
    "assessments:administrator-invite": {},
    "assessments:bodies": {},
    "assessments:body-add": {},
    "reports:bulk-list": {},
    "reports:bulk-start": {},
    "reports:heat-map": {},
    "reports:levels": {},
    "reports:weak-items": {},
    "reports:weak-agencies": {"code": "o1"},
    "reports:overview": {},
    "reports:overview-export": {"file_format": "csv"},
    "reports:comparison": {},
    "reports:movers": {},
    "reports:ranking": {},
}
OVERSIGHT_ROWS = {  # of the branch: 404 for administrators of anything else
    "assessments:body-edit": {"pk": "body"},
    "assessments:administrator-end": {"pk": "administrator"},
    "assessments:administrator-resend": {"pk": "administrator_invitation"},
    "assessments:administrator-revoke": {"pk": "administrator_invitation"},
    "reports:bulk-run": {"pk": "bulk"},
    "reports:bulk-outcomes": {"pk": "bulk"},
    "reports:bulk-file": {"pk": "bulk"},
}
OVERSIGHT_OF_ALL = {
    "assessments:oversight-changes": {},
    "assessments:results-files": {},
    "assessments:results-import": {"pk": "results"},
    "assessments:results-returned": {"pk": "results"},
    "assessments:windows": {},
    "assessments:windows-year": {},
    "assessments:person-list": {},
    "assessments:person": {"pk": "person"},
    "reports:year-opening": {},
    "reports:year-opening-of": {},
}

# --- Everybody's own, and the public's -------------------------------------------------------------------------------

SIGNED_IN = {
    "accounts:account": {},
    "accounts:profile": {},
    "accounts:logout-everywhere": {},
    "accounts:password": {},
    "accounts:password-done": {},
    "accounts:factor": {},
    "accounts:factor-confirm": {},
    "accounts:factor-codes": {},
    "accounts:factor-remove": {},
    "accounts:logout": {},
    "accounts:code": {},
    "accounts:recovery": {},
    "admin-password": {},
    "assessments:home": {},
    "assessments:agency-list": {},
    "assessments:notifications": {},
    "assessments:notification-choices": {},
    "assessments:notifications-read": {},
    "assessments:notification-read": {"pk": "notification"},
    "reports:import": {},
    "reports:reviews": {},
}
PUBLIC = {
    "accounts:login": {},
    "accounts:reset": {},
    "accounts:reset-sent": {},
    "accounts:reset-confirm": {"uidb64": "x", "token": "x"},
    "admin-login": {},
    "favicon": {},
    "reports:public-search": {},
    "reports:robots": {},
    "reports:sitemap": {},
    "reports:open-data": {},
    "reports:api-docs": {},
    "reports:api-description": {},
    "reports:api-agencies": {},
    "reports:api-publications": {},
}
SECRET = {"assessments:invitation": {"token": "0" * 64}}  # 404 for a token that was never given out
PUBLISHED = {  # for everybody, but only what is published: at an address that nobody can guess
    "reports:published": {},
    "reports:published-page": {},
    "reports:published-file": {"file_format": "pdf"},
    "reports:published-picture": {"name": "x.jpg"},
}
LISTING = {  # for everybody; 404 where nothing is published, 400 where nothing is asked
    "reports:public-agency": {},
    "reports:sitemap-page": {"number": 1},
    "reports:open-data-file": {"name": "results", "file_format": "csv"},
    "reports:api-agency": {"code": "none"},
    "reports:api-publication": {"address": "none"},
    "reports:api-publication-data": {"address": "none"},
    "reports:api-results": {},
    "reports:api-nothing": {"rest": "none"},
}
SAMPLES = LISTING | AGENCY | OVERSIGHT | OVERSIGHT_ROWS | OVERSIGHT_OF_ALL | SIGNED_IN | PUBLIC | SECRET | PUBLISHED
# A file of everything: one query a table, however many rows.
# Fifteen of the page itself; unread notifications and the window of the step stand on every page.
MOST_QUERIES = 17
WHOLE_YEAR = {
    "reports:export": 22,
    "reports:pdf": 17,
    "reports:publish": 28,
    "reports:review": 32,
}
