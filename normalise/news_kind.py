"""What kind of news an article is: a call, results, an application, a fund's own news, a body's project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from normalise.cues import load_cues
from normalise.document import Document
from normalise.funders import title_subject
from normalise.grants import NumberFound

_CUES = load_cues("financing")
# words of a call for proposals from which on it is nothing else
_PLAINLY = 3
# words of a heading that tells nothing
_LABEL = 2
# years before the article after which what a sentence tells is history
_LONG_AGO = 3

_SEVERAL = 3  # grantees of a list


class Article:
    """What kind of article this is, asked once per document."""

    def __init__(self, document: Document, numbers: Sequence[NumberFound], past: int = 0) -> None:
        """`past` is the year until which a story's years are past, 0 where it tells none."""
        self.document = document
        self.numbers = numbers
        self.past = past

    @cached_property
    def _lead(self) -> str:
        return self.document.flat_title + "\n" + self.document.flat[:700]

    @cached_property
    def is_call(self) -> bool:
        """A call for proposals, or news of one."""
        title = self.document.flat_title
        if self.is_application or _CUES["one_award"].search(title) or self.is_own_award:
            return False
        where = self._lead if self._call_words else self.document.flat_title
        return self._call_words >= 2 or bool(_CUES["call"].search(where))

    @cached_property
    def is_plain_call(self) -> bool:
        """A call beyond doubt: word upon word of it, so that only a grant's number says who paid."""
        in_title = _CUES["call"].search(self.document.flat_title) is not None
        return self.is_call and (in_title or self._call_words >= _PLAINLY)

    @cached_property
    def _call_words(self) -> int:
        return _CUES["call"].count(self.document.flat)

    @cached_property
    def is_application(self) -> bool:
        """An application in the making or handed in, and no word of a decision."""
        if _CUES["unpaid"].search(self._lead):
            return True
        if not self.numbers and _CUES["hoped_for"].search(self.document.flat):
            return True
        return bool(_CUES["application"].search(self._lead[:400])) and not self.is_decided

    @cached_property
    def is_decided(self) -> bool:
        """Whether the article tells of money that was granted."""
        return bool(_CUES["decided"].search(self.document.flat))

    @cached_property
    def is_own_award(self) -> bool:
        """Whether title or text say that a body's own project was paid for or done."""
        return bool(
            _CUES["own_award"].search(self.document.flat_title)
            or _CUES["own_award_told"].search(self.document.flat)
        )

    @cached_property
    def is_fund_news(self) -> bool:
        """News about the fund itself, in the heading or the first lines."""
        opening = self._lead[:300]
        told = _CUES["fund_told"].search(opening) and not self.has_own_project
        prizes = _CUES["prizes"].search(self.document.flat_title)
        return bool(told or prizes or _CUES["fund_news"].search(opening))

    @cached_property
    def title_subject(self) -> str | None:
        """The funder with whose name the title begins and of which it tells: news about the funder.

        "ERASMUS+ K2" above a project that was granted is the project's heading.
        """
        title = self.document.flat_title
        heading = self.is_decided and len(title.split()) <= _LABEL
        if heading or _CUES["of_a_project"].search(title):
            return None
        return title_subject(self.document)

    @cached_property
    def is_visit(self) -> bool:
        """An ambassador's visit to what others have done, by the heading."""
        return bool(_CUES["visits"].search(self.document.flat_title))

    @cached_property
    def is_council_news(self) -> bool:
        """What a council decided in a sitting, by the heading."""
        return bool(_CUES["council"].search(self.document.flat_title))

    @cached_property
    def is_of_several(self) -> bool:
        """Money for several, by the heading."""
        return bool(_CUES["several_granted"].search(self.document.flat_title))

    @cached_property
    def past_year(self) -> int:
        """The latest year that is too long ago for the article to report; 0 where its own is unknown."""
        published = self.document.published
        return int(published.date[:4]) - _LONG_AGO if published else 0

    @cached_property
    def is_results(self) -> bool:
        """Results or statistics of a call: several grantees, none of them this article's."""
        if _CUES["one_grantee"].count(self.document.flat) == 1:
            return False
        if _CUES["listed_grantee"].count(self.document.flat) >= _SEVERAL:
            return True
        if _CUES["results"].search(self.document.flat_title):
            return not _CUES["one_award"].search(self.document.flat_title)
        return bool(_CUES["results"].search(self._lead)) and not _CUES["one_award"].search(self._lead)

    @cached_property
    def has_own_project(self) -> bool:
        return len(self.numbers) == 1 or bool(_CUES["own"].search(self.document.flat))
