"""The plain page that sites without a system of their own put around everything."""

from __future__ import annotations

from tests.crawlers.conftest import Page
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, FOOTER


def frame(title: str, body: str, menu: list[tuple[str, str]], head: str = "") -> str:
    items = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in menu)
    return f"""<!DOCTYPE html><html lang="lv"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>
<div id="header"><a href="/"><img src="/img/logo.png" alt="Partnerība"></a></div><div id="menu"><ul>{items}</ul></div>
<div id="content">{body}</div><div id="footer">{FOOTER}</div></body></html>"""


def standing_pages(menu: list[tuple[str, str]], about: str, contacts: str) -> dict[str, Page]:
    return {
        about: frame("Par mums", f"<h1>Par mums</h1><p>{ABOUT}</p>", menu),
        contacts: frame("Kontakti", f"<h1>Kontakti</h1><p>{CONTACTS}</p>", menu),
    }
