"""Words of the staff's face, in English whatever the language of a visit, and of the card's line on later checks."""

from collections.abc import Mapping

STAFF: Mapping[str, str] = {
    # The dashboard
    "dashboard-title": "For the staff",
    "dashboard-live": "Sessions open now, this one included: {number}.",
    "dashboard-days": "Visits a day in the last 30 days, today last, {most} on the fullest:",
    "dashboard-warnings": "What came of each warning, {period}:",
    "dashboard-none": "No visit yet.",
    "dashboard-suspects": "Questions that may be faulty:",
    "dashboard-suspects-none": "No question stands out as faulty so far.",
    "dashboard-unreadable": "Visits that cannot be read: {number}. The command records verify says why.",
    "dashboard-find": "find visit",
    "dashboard-find-title": "The card of a visit",
    "dashboard-code": "Type the code of the visit, then press Enter.",
    "dashboard-period": "period",
    "dashboard-renew": "reload",
    "dashboard-scroll": "scroll",
    "dashboard-end": "end",
    # The card
    "card-recalled-not": "Back after some days, no longer known: {names}.",
    "card-recalled": "Back after some days, still known: {names}.",
}
"""Part of `en.WORDS`."""
