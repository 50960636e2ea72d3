"""Logos by their names and by likeness to the ones that the operator gave."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image, ImageDraw

from crawlers.one_page import fetch_pictures
from crawlers.sources import Source
from db.grants.checking import check, checked
from db.grants.pictures import LookedAt, known_pictures, read_logos, save_pictures
from db.grants.problems import RegisterFileError
from db.grants.register import save_grants
from db.ids import article_id
from db.records import SourceRecord
from db.store import open_store
from normalise.extract import extract_page
from normalise.grant_records import Grant
from normalise.logos import MOST_BITS_OFF
from normalise.picture_hash import NoPicture, picture_hash
from tests.compliance.running import fundtrace
from tests.db.samples import HOME, Crawl, page

RULE = "lvaf-logo"


def logo(size: tuple[int, int] = (300, 200), ink: str = "#0a5", ground: str = "white") -> Image.Image:
    """A leaf over three bars."""
    picture = Image.new("RGB", (300, 200), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((30, 20, 150, 180), fill=ink)
    draw.polygon([(90, 20), (150, 100), (90, 180)], fill=ground)
    for at in range(3):
        draw.rectangle((180, 30 + at * 55, 280 - at * 25, 60 + at * 55), fill=ink)
    return picture.resize(size)


def other() -> Image.Image:
    """A picture of something else."""
    picture = Image.new("RGB", (300, 200), "#9cf")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 130, 300, 200), fill="#262")
    draw.ellipse((210, 15, 270, 75), fill="#fe5")
    draw.polygon([(20, 140), (90, 50), (160, 140)], fill="#a33")
    return picture


def saved(picture: Image.Image, form: str = "PNG", **more: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def framed(picture: Image.Image) -> Image.Image:
    wide = Image.new("RGB", (picture.width + 200, picture.height + 90), "white")
    wide.paste(picture, (140, 30))
    return wide


def bits_off(one: bytes, another: bytes) -> int:
    return (picture_hash(one) ^ picture_hash(another)).bit_count()


@pytest.mark.parametrize(
    "copy",
    [
        saved(logo((120, 80))),
        saved(logo((900, 600))),
        saved(logo(), "JPEG", quality=30),
        saved(logo().convert("L")),
        saved(logo(ink="#036")),
        saved(framed(logo())),
        saved(logo().convert("P"), "GIF"),
    ],
    ids=["small", "large", "jpeg", "grey", "blue", "framed", "gif"],
)
def test_a_copy_is_alike(copy: bytes) -> None:
    assert bits_off(saved(logo()), copy) <= MOST_BITS_OFF


def test_another_picture_is_not_alike() -> None:
    assert bits_off(saved(logo()), saved(other())) > 2 * MOST_BITS_OFF


@pytest.mark.parametrize("body", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", saved(logo())[:200]])
def test_what_is_no_picture_is_told(body: bytes) -> None:
    with pytest.raises(NoPicture):
        picture_hash(body)


def test_a_picture_of_too_many_pixels_is_not_unpacked() -> None:
    with pytest.raises(NoPicture, match="pixels"):
        picture_hash(saved(Image.new("1", (20_000, 20_000))))


def verdict(folder: Path, looked_at: bytes | None) -> tuple[str, str]:
    grant = Grant("1-08/905/2023", "1-08/905/2023", "Sēklas", funder="lvaf", recipient="Biedrība “Ozolzars”")
    text = (
        "Sēklu bibliotēka\nBiedrība “Ozolzars” atver sēklu bibliotēku. Projekts Nr. 1-08/905/2023, "
        "LVAF atbalsts."
    )
    read = page(f"{HOME}seklas", text, "Sēklu bibliotēka")
    with open_store(folder / "fundtrace.db") as store:
        store.save_sources([SourceRecord("lielupe", "Ozolzars", HOME)])
        save_grants(store, [grant])
        crawl = Crawl(store)
        crawl.begin()
        crawl.article(read, extract_page(read))
        id = article_id(read.canonical)
        address = f"{HOME}img/17.png"
        shown = json.dumps([{"address": address, "alt": "", "caption": ""}])
        store.db.execute("INSERT OR REPLACE INTO article_media VALUES (?, ?, '[]')", [id, shown])
        if looked_at is not None:
            hashed = LookedAt(address, picture_hash(looked_at), "0" * 64, "2026-03-01T00:00:00Z")
            save_pictures(store, [hashed])
        pictures = known_pictures(store, folder / "logos.toml")
        check(store, {"lielupe": ("Ozolzars",)}, [], date(2026, 5, 1), lambda article: "", pictures)
        verdicts = checked(store, grant.id)[0]["articles"][0]["verdicts"]
    return next((one["verdict"], one["note"]) for one in verdicts if one["rule"] == RULE)


@pytest.mark.parametrize(
    ("looked_at", "outcome", "words"),
    [
        (saved(logo((150, 100)), "JPEG", quality=60), "met", "looks like fonds.png"),
        (saved(other()), "cannot tell", "none of the 1 that were looked at is alike"),
        (None, "cannot tell", "what pictures show is not seen"),
    ],
    ids=["alike", "another", "not looked at"],
)
def test_a_logo_is_met_by_likeness(tmp_path: Path, looked_at: bytes | None, outcome: str, words: str) -> None:
    (tmp_path / "fonds.png").write_bytes(saved(logo()))
    assert fundtrace(tmp_path, "logos", "add", str(tmp_path / "fonds.png"), "--rule", RULE).exit_code == 0
    said, note = verdict(tmp_path, looked_at)
    assert (said, words in note) == (outcome, True), note


@pytest.mark.parametrize(
    ("body", "rule", "words"),
    [
        (saved(logo()), "no-such-rule", "is no rule about a logo; these are: acf-logo"),
        (saved(logo()), "acf-number", "is no rule about a logo"),
        (b"text", RULE, "is no picture"),
    ],
)
def test_a_logo_that_cannot_be_taken_is_told(tmp_path: Path, body: bytes, rule: str, words: str) -> None:
    (tmp_path / "fonds.png").write_bytes(body)
    result = fundtrace(tmp_path, "logos", "add", str(tmp_path / "fonds.png"), "--rule", rule)
    assert words in str(result.exception)
    assert not (tmp_path / "logos.toml").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nonsense", "not readable as TOML"),
        ("[other]\n", "blocks"),
        ('[[logos]]\nrule = "lvaf-logo"\n', "it needs rule, name and hash"),
        ('[[logos]]\nrule = "lvaf-logo"\nname = "a"\nhash = "xyz"\n', "16 hexadecimal digits"),
    ],
)
def test_a_mistake_in_the_file_of_logos_is_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "logos.toml").write_text(text)
    with pytest.raises(RegisterFileError, match=words):
        read_logos(tmp_path / "logos.toml")


def test_looking_needs_a_logo(tmp_path: Path) -> None:
    assert "No logo is known yet" in str(fundtrace(tmp_path, "logos", "look").exception)


@contextmanager
def site(files: dict[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = files.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_pictures_are_fetched_as_robots_allow() -> None:
    robots = b"User-agent: *\nDisallow: /private/\n"
    files = {"/robots.txt": robots, "/a.png": saved(logo()), "/private/b.png": saved(other())}
    with site(files) as (home, asked):
        source = Source(id="s", name="S", home=home, allow_private_addresses=True, delay=0.01)
        addresses = [f"{home}a.png", f"{home}private/b.png", f"{home}c.png"]
        bodies = fetch_pictures([(source, addresses)])
    assert bodies == {f"{home}a.png": files["/a.png"]}
    assert "/private/b.png" not in asked
