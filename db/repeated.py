"""Lines that stand in most articles of a source and were taken to say who paid."""

from __future__ import annotations

from db.store import Store
from normalise.standing import LEAST_ARTICLES, line_key, standing_lines

# the newest articles show what stands on the site today
_NEWEST = 60


def repeated_evidence(store: Store, source: str) -> list[str]:
    """Such lines as they are written, in their order; none for fewer than six articles.

    They may be the site's footer, or the true statement of a site with one project: a reader can tell.
    """
    rows = store.db.execute(
        """SELECT id, text FROM articles WHERE source = ? AND state = 'present'
        ORDER BY published DESC, id LIMIT ?""",
        [source, _NEWEST],
    ).fetchall()
    if len(rows) < LEAST_ARTICLES:
        return []
    standing = standing_lines(text for _, text in rows)
    return list(dict.fromkeys(line for id, text in rows for line in _quoted(store, id, text, standing)))


def _quoted(store: Store, article: str, text: str, standing: frozenset[str]) -> list[str]:
    lines = {line.strip() for line in text.split("\n") if line_key(line) in standing}
    if not lines:
        return []
    sql = """SELECT quote FROM evidence WHERE article = ? AND field IN ('funders', 'grants')
        ORDER BY field, key, position"""
    quotes = [row[0] for row in store.db.execute(sql, [article])]
    return [line for line in sorted(lines) if any(quote.strip() in line for quote in quotes)]
