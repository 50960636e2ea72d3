"""Hands messages over: by mail, to a webhook, or to whatever Apprise speaks."""

from __future__ import annotations

import hashlib
import json
import os
import smtplib
import ssl
import urllib.error
import urllib.request
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from crawlers.holding import held
from db.outbox import Message, claim, note_fault, note_sent, note_unsure, waiting
from db.store import Store
from fundtrace.logs import log
from fundtrace.settings import MailSettings

_SECONDS = 20


class NotTaken(Exception):
    """The message was surely not taken and may be tried again; the text says why."""


def send_waiting(store: Store, mail: MailSettings | None, now: datetime) -> int:
    """Sends what waits; how many were taken. One process at a time; another leaves it to that one.

    What was on its way when an earlier process died is not repeated.
    """
    with held(store.path.parent, ".outbox") as free:
        return _send_all(store, mail, now) if free else 0


def _send_all(store: Store, mail: MailSettings | None, now: datetime) -> int:
    unsure = note_unsure(store)
    if unsure:
        log("messages unsure", count=unsure)
    taken = 0
    for message in waiting(store):
        if not claim(store, message.key):
            continue
        try:
            _send(message, mail, now)
        except NotTaken as wrong:
            note_fault(store, message.key, str(wrong))
            log("message not sent", key=message.key, fault=str(wrong))
        else:
            note_sent(store, message.key, now)
            taken += 1
    return taken


def _send(message: Message, mail: MailSettings | None, now: datetime) -> None:
    if message.channel == "mail":
        if mail is None:
            raise NotTaken("fundtrace.toml has no [mail] section")
        _send_mail(message, mail, now)
    elif message.channel == "webhook":
        _post(message)
    elif message.channel == "apprise":
        _apprise(message)
    else:
        raise NotTaken(f"there is no channel {message.channel}")


def _send_mail(message: Message, mail: MailSettings, now: datetime) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = mail.sender, message.address, message.subject
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{message_id(message.key)}@{mail.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.body)
    try:
        with _server(mail) as server:
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as wrong:
        raise NotTaken(f"{mail.host}:{mail.port}: {wrong}") from wrong


def _server(mail: MailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if mail.security == "tls":
        server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, os.environ.get(mail.password_env, ""))
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def message_id(key: str) -> str:
    """A name for a message that is the same each time, for mail servers that recognise repetitions."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _post(message: Message) -> None:
    if not message.address.startswith(("https://", "http://")):
        raise NotTaken(f"{message.address} is no web address")
    body = {"id": message_id(message.key), "subject": message.subject, "text": message.body}
    request = urllib.request.Request(  # noqa: S310 - the operator's own address, checked above
        message.address,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Fundtrace"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - as above
            pass
    except (urllib.error.URLError, OSError) as wrong:
        raise NotTaken(f"{message.address}: {wrong}") from wrong


def _apprise(message: Message) -> None:
    from apprise import Apprise

    service = Apprise()
    if not service.add(message.address):
        raise NotTaken("Apprise does not know this kind of address")
    if not service.notify(title=message.subject, body=message.body):
        raise NotTaken("the service did not take it")
