"""Chromium without a window, locked in: it prints and pictures our own files and reaches no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 120
# every name unknown, every address behind a proxy that does not exist, loopback included
_LOCKED = (
    "--headless", "--disable-gpu", "--hide-scrollbars", "--incognito", "--no-first-run", "--mute-audio",
    "--disable-extensions", "--disable-sync", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>", "--force-color-profile=srgb",
    "--font-render-hinting=none",
)  # fmt: skip


class NoBrowser(Exception):
    """There is no Chromium here, or it could not do what was asked."""


def browser() -> str | None:
    """The path of a Chromium, None where there is none."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def print_pdf(html: str) -> bytes:
    """The page as PDF; NoBrowser when it cannot be made."""
    return _made(html, "page.pdf", ("--no-pdf-header-footer", "--print-to-pdf={out}"))


def picture(html: str, width: int, height: int) -> bytes:
    """The page as PNG, `width` times `height` points; NoBrowser when it cannot be made."""
    return _made(html, "page.png", (f"--window-size={width},{height}", "--screenshot={out}"))


def _made(html: str, name: str, arguments: Sequence[str]) -> bytes:
    path = browser()
    if path is None:
        raise NoBrowser("Chromium is not installed here")
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "page.html", Path(folder) / name
        page.write_text(html, "utf-8")
        # as root Chromium refuses its own sandbox; the network stays closed all the same
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        command = [path, *_LOCKED, *root, f"--user-data-dir={folder}/profile",
                   *(one.format(out=out) for one in arguments), page.as_uri()]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - our own file
            return out.read_bytes()
        except (OSError, subprocess.SubprocessError) as wrong:
            raise NoBrowser(f"Chromium could not do it ({type(wrong).__name__})") from wrong
