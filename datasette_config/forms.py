"""What a form sends: fields and files, read up to a bound and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from datasette.utils.asgi import Request

MOST_FIELDS = 20
MULTIPART = "multipart/form-data"
URL_ENCODED = "application/x-www-form-urlencoded"


class FormTooLarge(Exception):
    """More was sent than is allowed; what was read is thrown away."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form by name, as bytes; of a field that comes twice the last value counts."""

    fields: dict[str, bytes]

    def text(self, name: str) -> str:
        """A field as text, "" where it was not sent; line ends as `\\n`."""
        return self.fields.get(name, b"").decode("utf-8", "replace").replace("\r\n", "\n").replace("\x00", "")

    def file(self, name: str) -> bytes:
        """A file's bytes, b"" where none was chosen."""
        return self.fields.get(name, b"")


async def read_form(request: Request, most: int) -> Form:
    """The form in the body; FormTooLarge above `most` bytes; no fields from a body of another kind."""
    body = await _body(request, most)
    kind = request.headers.get("content-type", "")
    if kind.startswith(MULTIPART):
        return Form(_parts(kind, body))
    if kind.startswith(URL_ENCODED):
        try:
            pairs = parse_qsl(
                body.decode("ascii", "replace"), True, errors="replace", max_num_fields=MOST_FIELDS
            )
        except ValueError:
            return Form({})
        return Form({name: value.encode() for name, value in pairs})
    return Form({})


async def _body(request: Request, most: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise FormTooLarge
    body = bytearray()
    while True:
        message = await request.receive()
        body += message.get("body", b"")
        if len(body) > most:
            raise FormTooLarge
        if message["type"] != "http.request" or not message.get("more_body", False):
            return bytes(body)


def _parts(kind: str, body: bytes) -> dict[str, bytes]:
    head = f"Content-Type: {kind}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    fields: dict[str, bytes] = {}
    for part in list(message.iter_parts())[:MOST_FIELDS] if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        value = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(value, bytes):
            fields[name] = value
    return fields
