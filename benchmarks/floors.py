"""What must not be broken: the least quality on our own texts, the least and most of each speed ratio."""

# F1 by field, a little under what was measured on the labelled texts in tests/labelled.
OWN_F1 = {
    "funders": 0.955,
    "grants": 0.97,
    "projects": 0.94,
    "dates": 0.92,
    "amounts": 0.94,
    "published": 0.97,
    "lead": 0.82,
}
# F1 by field on the shared labelled texts.
SHARED_F1 = {"funders": 0.96, "grants": 0.99, "dates": 0.92, "projects": 0.92, "amounts": 0.95}
LEAST_TEXTS_A_SECOND = 100.0
# How many times faster than dateparser's search, and how many times its recall.
LEAST_DATE_SPEED = 8.0
LEAST_DATE_RECALL = 2.0
# From HTML to record, as a multiple of trafilatura alone on the same pages.
MOST_PAGE_TIME = 5.0
# Seconds a character in the longest text against those in the shortest.
MOST_GROWTH = 1.8
