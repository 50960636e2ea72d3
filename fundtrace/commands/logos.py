"""`fundtrace logos`: the funders' logos that the operator gives, and pictures that may be one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from fundtrace.checking import checked_store, sources_option
from fundtrace.contact import contact, warn_without_contact
from fundtrace.failure import Failure
from fundtrace.places import make_data_folder, plain_failures, sources_folder


@click.group()
def logos() -> None:
    """Say what a funder's logo looks like, and look for it in articles."""


@logos.command("add")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--rule", required=True, help="The rule that asks for it, as in 'fundtrace check --grant'.")
@click.pass_obj
def add(data: Path, file: Path, rule: str) -> None:
    """Take the logo in FILE (PNG, JPEG, GIF, WEBP) for what RULE asks for."""
    from db.grants.pictures import read_logos
    from normalise.picture_hash import NoPicture, picture_hash

    try:
        digits = picture_hash(file.read_bytes())
    except OSError as wrong:
        raise Failure(f"{file} cannot be read: {wrong.strerror}.") from wrong
    except NoPicture as wrong:
        raise Failure(f"{file} is no picture that can be read: {wrong}.") from wrong
    make_data_folder(data)
    path = data / "logos.toml"
    held = path.read_text("utf-8-sig") if path.exists() else ""
    name = file.name.replace('"', "'").replace("\\", "/")
    block = f'[[logos]]\nrule = "{rule}"\nname = "{name}"\nhash = "{digits:016x}"\n'
    # what is there stays as it is until the new file is whole and read
    with TemporaryDirectory(dir=data, prefix=".logos-") as folder:
        new = Path(folder) / path.name
        new.write_text(f"{held}\n{block}" if held else block, "utf-8")
        with plain_failures():
            read_logos(new)
        new.replace(path)
    click.echo(f"{file.name} counts for {rule} now. 'fundtrace logos look' compares pictures with it.")


@logos.command("look")
@sources_option
@click.pass_obj
def look(data: Path, folder: Path | None) -> None:
    """Fetch the pictures of articles that may show such a logo, once each, and compare."""
    from crawlers.one_page import fetch_pictures
    from crawlers.sources import load_sources
    from db.grants.pictures import LookedAt, pictures_to_look_at, read_logos, save_pictures
    from normalise.picture_hash import NoPicture, picture_hash

    with plain_failures():
        rules = read_logos(data / "logos.toml")
        sources = {source.id: source for source in load_sources(sources_folder(data, folder))}
    if not rules:
        raise Failure("No logo is known yet: give one with 'fundtrace logos add FILE --rule RULE'.")
    warn_without_contact(data)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    looked, unread = [], 0
    with checked_store(data, folder) as store:
        wanted: dict[str, list[str]] = defaultdict(list)
        for source, address in pictures_to_look_at(store, rules):
            wanted[source].append(address)
        known = [(sources[id], addresses) for id, addresses in wanted.items() if id in sources]
        for address, body in fetch_pictures(known, contact=contact(data)).items():
            try:
                digest = hashlib.sha256(body).hexdigest()
                looked.append(LookedAt(address, picture_hash(body), digest, now))
            except NoPicture:
                unread += 1
        save_pictures(store, looked)
    asked = sum(map(len, wanted.values()))
    click.echo(f"{len(looked)} of {asked} pictures were looked at; 'fundtrace check' goes by them now.")
    if unread:
        click.echo(f"{unread} files are no pictures that can be read.", err=True)
