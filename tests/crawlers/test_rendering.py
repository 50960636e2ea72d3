"""Sources that say `render`: real Chromium, text that scripts make, and nothing asked behind our back."""

from __future__ import annotations

import json
import shutil
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from crawlers.archive import walk
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from crawlers.trying import try_source
from db.store import open_store
from tests.crawlers.conftest import Page, Serve, Site
from tests.crawlers.platforms.stories import STORIES
from tests.crawlers.test_discovery_platforms import articles

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="install Debian's package “chromium”"),
]

NEWS = {f"/jaunumi/{story.slug}": story for story in STORIES[:2]}
SHELL = """<!doctype html><html lang="lv"><head><meta charset="utf-8"><title>Biedrība</title></head>
<body><div id="app"></div><script src="/app.js"></script></body></html>"""
APP = """
const app = document.getElementById("app");
async function start() {
  if (location.pathname === "/") {
    const news = await (await fetch("/api/zinas.json")).json();
    app.innerHTML = news.map(n => `<div class="zina"><h3><a href="${n.path}">${n.title}</a></h3>
      <span>${n.date}</span><p>${n.lead}</p></div>`).join("");
  } else {
    const one = await (await fetch("/api" + location.pathname + ".json")).json();
    document.title = one.title;
    app.innerHTML = `<main><h1>${one.title}</h1><div class="datums">${one.date}</div>${one.body}</main>`;
  }
}
CANARIES
start();
"""


def scripted(serve: Serve, canaries: str = "") -> Site:
    """A site that shows nothing without its scripts."""
    items = [
        {"path": path, "title": story.title, "date": story.dotted, "lead": story.excerpt}
        for path, story in NEWS.items()
    ]
    script = APP.replace("CANARIES", canaries)
    pages: dict[str, Page] = {
        "/": SHELL,
        "/app.js": (200, {"Content-Type": "text/javascript"}, script.encode()),
        "/api/zinas.json": as_json(items),
    }
    for path, story in NEWS.items():
        pages[path] = SHELL
        pages[f"/api{path}.json"] = as_json({"title": story.title, "date": story.dotted, "body": story.html})
    return serve(pages)


def as_json(data: Any) -> Page:
    return 200, {"Content-Type": "application/json"}, json.dumps(data).encode()


def test_text_that_scripts_make_is_read_and_nothing_else_is_asked(serve: Serve, data: Path) -> None:
    canary, other = serve(host="127.0.0.9"), serve(host="127.0.0.1")
    site = scripted(
        serve,
        f"""
for (const home of ["{canary.home}", "{other.home}"]) {{
  fetch(home + "fetch").catch(() => 0);
  new Image().src = home + "image";
  for (const [tag, name] of [["script", "src"], ["iframe", "src"], ["link", "href"]]) {{
    const element = document.createElement(tag);
    element.rel = "preconnect"; element[name] = home + tag; document.body.append(element);
  }}
  navigator.sendBeacon(home + "beacon", "x");
  try {{ new WebSocket(home.replace("http", "ws") + "socket"); }} catch (error) {{}}
  try {{ new EventSource(home + "events"); }} catch (error) {{}}
}}
fetch("/api/ieraksts", {{method: "POST", body: "x"}}).catch(() => 0);
""",
    )
    (report,) = crawl([site.source(render=True)], data, jobs=0)
    found = {title: (published, text) for title, published, text in articles(data)}
    assert set(found) == {story.title for story in NEWS.values()}, report
    for story in NEWS.values():
        assert found[story.title][0] == str(story.day)
        assert all(paragraph in found[story.title][1] for paragraph in story.paragraphs)
    assert (report.state, canary.asked, other.asked) == ("ok", [], [])
    assert (site.count("/app.js"), site.count("/api/ieraksts")) == (1, 0)
    assert {line["user-agent"].split("/")[0] for line in site.headers} == {"Fundtrace"}

    # the archive holds what was received and what was shown, and is read again without a browser
    records = list(walk(data / "archive", "s"))
    assert any(capture.url.endswith("/app.js") for capture in records)
    assert any(capture.header("Fundtrace-Rendered") for capture in records)
    asked = len(site.asked)
    (again,) = renormalise(data, [site.source(render=True)])
    assert (again.changed, again.removed, len(site.asked)) == (0, 0, asked)


def test_robots_and_pace_hold_for_what_scripts_ask(serve: Serve, data: Path) -> None:
    site = scripted(serve, 'fetch("/slepens.json").catch(() => 0);')
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /slepens.json"
    times: list[float] = []
    for path, page in list(site.pages.items()):
        site.pages[path] = timed(page, times)
    trial = try_source(site.source(render=True, delay=0.15))
    assert {page.title for page, _ in trial.articles} == {story.title for story in NEWS.values()}
    assert "/slepens.json" not in site.asked
    assert len(times) > 4
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert median(gaps) > 0.12
    # over all: on a busy machine one may come late and the next in time
    assert times[-1] - times[0] > 0.15 * (len(times) - 2)


def timed(page: Page, times: list[float]) -> Page:
    def answer(headers: dict[str, str]) -> Any:
        times.append(time.monotonic())
        return page(headers) if callable(page) else page

    return answer


def test_without_a_browser_the_source_says_what_to_install(
    serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    site = scripted(serve)
    (report,) = crawl([site.source(render=True)], data, jobs=0)
    assert (report.state, report.failure) == ("failing", "render")
    with open_store(data / "fundtrace.db") as store:
        ((detail,),) = store.db.execute(
            "SELECT detail FROM issues WHERE kind = 'source needs a look'"
        ).fetchall()
    assert "chromium" in detail
