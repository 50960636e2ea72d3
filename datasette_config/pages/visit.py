"""One request for a page of ours, and how its answer is rendered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from datasette_config.addresses import Addresses, bare_address, safe_link
from datasette_config.formats import Formats
from datasette_config.headers import OUR_POLICY
from datasette_config.issue_words import issue_said
from datasette_config.language import Language, Messages, load_messages
from datasette_config.preflight import preflight_of
from datasette_config.settings import Settings, settings_of
from datasette_config.wording import Wording

PACKAGE = Path(__file__).parent.parent
STATIC_FOLDER = PACKAGE / "static"
LONGEST_SUBJECT = 150
_MAIL = re.compile(r"[^@\s?&<>]+@[^@\s?&<>]+")
Page = Callable[["Visit"], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request: its language, its path without the language, and what makes the answer."""

    datasette: Datasette
    request: Request
    language: Language
    path: str

    @property
    def settings(self) -> Settings:
        return settings_of(self.datasette)

    @property
    def messages(self) -> Messages:
        return load_messages(self.language)

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.language)

    @property
    def formats(self) -> Formats:
        return Formats(self.language)

    @property
    def words(self) -> Wording:
        return Wording(self.messages)

    @property
    def origin(self) -> str:
        """Scheme and host as the reader wrote them."""
        return f"{self.request.scheme}://{self.request.host}"

    def name(self, variable: str) -> str:
        """A part of the address, percent-decoded."""
        return unquote(self.request.url_vars[variable])

    def report(self, title: str) -> str | None:
        """A letter to the contact that names this page; None where the contact is no mail address."""
        page = self.origin + self.addresses.path(self.path)
        subject = self.messages("site.report_subject", title=title.strip()[:LONGEST_SUBJECT])
        return self.letter(subject, self.messages("site.report_body", page=page))

    def letter(self, subject: str, body: str) -> str | None:
        """A letter to the contact, to be sent by the reader; None where the contact is no mail address."""
        contact = self.settings.contact.removeprefix("mailto:")
        if not _MAIL.fullmatch(contact):
            return None
        return f"mailto:{contact}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"

    def render(self, template: str, code: int = 200, **values: Any) -> Response:
        """The page of `template` in the visit's language."""
        query = f"?{self.request.query_string}" if self.request.query_string else ""
        other: Language = "lv" if self.language == "en" else "en"
        body = (
            environment()
            .get_template(template)
            .render(
                t=self.messages,
                fmt=self.formats,
                words=self.words,
                url=self.addresses,
                language=self.language,
                other_language=other,
                other_url=Addresses(other).path(self.path) + query,
                path=self.path,
                asset=asset,
                settings=self.settings,
                origin=self.origin,
                report=self.report,
                can_preflight=preflight_of(self.datasette) is not None,
                code=code,
                **values,
            )
        )
        headers = {"Content-Security-Policy": OUR_POLICY, "Content-Language": self.language}
        return Response.html(body, status=code, headers=headers)


@cache
def environment() -> Environment:
    """The templates; everything is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(safe_link=safe_link, bare_address=bare_address)
    made.globals["issue_said"] = issue_said
    return made


def compile_templates() -> None:
    """Compiles the pages' templates, which takes as long as ten answers, before the first visitor comes."""
    for name in environment().list_templates():
        if name.startswith("catalogue/"):
            environment().get_template(name)


@cache
def asset(name: str) -> str:
    """The address of a static file, with a mark that changes with its content."""
    digest = hashlib.sha256((STATIC_FOLDER / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
