"""A small HTML document around an article that did not come as a page of its own."""

from __future__ import annotations

from html import escape


def article_document(
    *,
    title: str,
    body: str,
    url: str,
    published: str | None,
    modified: str | None = None,
    language: str | None = None,
) -> str:
    """HTML with the facts in the places where pages have them; `title` is text, `body` is HTML."""
    lang = f' lang="{escape(language)}"' if language else ""
    meta = [f'<link rel="canonical" href="{escape(url)}">', '<meta property="og:type" content="article">']
    if published:
        meta.append(f'<meta property="article:published_time" content="{escape(published)}">')
    if modified:
        meta.append(f'<meta property="article:modified_time" content="{escape(modified)}">')
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title>{"".join(meta)}</head>'
    return (
        f"<!doctype html><html{lang}>{head}<body><main><article><h1>{escape(title)}</h1>\n"
        f"{body}\n</article></main></body></html>"
    )
