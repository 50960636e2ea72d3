"""What must not be broken: the least quality on our own texts, the least and most of each speed ratio."""

# F1 by field, a little under what was measured on the labelled texts in tests/labelled.
OWN_F1 = {
    "funders": 0.97,
    "grants": 0.98,
    "projects": 0.96,
    "dates": 0.935,
    "amounts": 0.95,
    "published": 0.98,
    "lead": 0.855,
    "date roles": 0.88,
}
# F1 by field on the shared labelled texts.
SHARED_F1 = {
    "funders": 0.96,
    "grants": 0.99,
    "dates": 0.93,
    "projects": 0.94,
    "amounts": 0.95,
    "published": 0.97,
    "lead": 0.85,
    "date roles": 0.9,
}
# On a quiet machine two to three times as many; a loaded one must not fail.
LEAST_TEXTS_A_SECOND = 150.0
# How many times faster than dateparser's search: from the plain text on; without what all recognisers share.
LEAST_DATE_SPEED = 17.0
LEAST_DATE_SPEED_ALONE = 22.0
LEAST_DATE_RECALL = 2.0
# From bytes to record, as a multiple of trafilatura alone on the same pages.
MOST_PAGE_TIME = {"the demo": 2.2, "22 KB": 1.9, "60 KB": 0.9, "150 KB": 0.6}
# Seconds a character in the longest text or page against those in the shortest.
MOST_GROWTH = 1.8
