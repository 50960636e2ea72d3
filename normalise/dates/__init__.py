"""Dates in Latvian text: a grammar of our own (dateparser reads only the nominative: measured)."""

from normalise.dates.find import find_dates

__all__ = ["find_dates"]
