"""The register's rows: written so that the same file again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from db.store import Store
from normalise.grant_records import Grant

_COLUMNS = tuple(field.name for field in fields(Grant))
_NAMES = ", ".join(f'"{column}"' for column in _COLUMNS)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many grants were new, changed and the same as before."""

    new: int
    updated: int
    unchanged: int


def save_grants(store: Store, grants: Iterable[Grant]) -> Imported:
    """Puts grants into the register by their number, all or nothing; a grant that is there is updated."""
    wanted = {grant.id: grant for grant in grants}
    held = {grant.id: grant for grant in load_grants(store)}
    changed = [grant for id, grant in wanted.items() if held.get(id) != grant]
    updates = ", ".join(f'"{column}" = excluded."{column}"' for column in _COLUMNS[1:])
    marks = ", ".join("?" for _ in _COLUMNS)
    sql = (
        f"INSERT INTO register_grants ({_NAMES}) VALUES ({marks}) "  # noqa: S608 - names of ours
        f"ON CONFLICT (id) DO UPDATE SET {updates}"
    )
    with store.batch():
        store.db.conn.executemany(sql, [tuple(asdict(grant).values()) for grant in changed])
    new = sum(1 for grant in changed if grant.id not in held)
    return Imported(new, len(changed) - new, len(wanted) - len(changed))


def load_grants(store: Store, funder: str | None = None) -> list[Grant]:
    """All grants of the register (of one funder) by number."""
    where, values = ("WHERE funder = ?", [funder]) if funder else ("", [])
    sql = f"SELECT {_NAMES} FROM register_grants {where} ORDER BY id"  # noqa: S608 - names of ours
    return [Grant(*row) for row in store.db.execute(sql, values).fetchall()]
