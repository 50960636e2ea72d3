"""One way through the house: imports run only as the architecture allows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawlers", "normalise", "db", "datasette_config", "fundtrace")
MAY_IMPORT = {
    "normalise": set(),
    "db": {"normalise"},
    "crawlers": {"normalise", "db"},
    "datasette_config": {"normalise"},
    "fundtrace": {"crawlers", "normalise", "db", "datasette_config"},
}
# of these packages' modules only the named ones may be used
ONLY = {("datasette_config", "normalise"): {"normalise.search_terms"}}
NO_OUTSIDE_WORLD = {
    "scrapy",
    "sqlite3",
    "sqlite_utils",
    "urllib.request",
    "http.client",
    "requests",
    "httpx",
    "socket",
}


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_stands_before_it(package: str) -> None:
    wrong = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules(package)
        for name in imported(module)
        if (top := name.split(".")[0]) in PACKAGES and top != package and top not in MAY_IMPORT[package]
    }
    assert wrong == set()


@pytest.mark.parametrize(("package", "used"), ONLY)
def test_only_the_named_modules_are_used(package: str, used: str) -> None:
    wrong = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules(package)
        for name in imported(module)
        if name.split(".")[0] == used and name not in ONLY[package, used]
    }
    assert wrong == set()


def test_normalise_knows_no_network_no_database_and_no_scrapy() -> None:
    wrong = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules("normalise")
        for name in imported(module)
        if name in NO_OUTSIDE_WORLD
        or name.split(".")[0] in {"scrapy", "twisted", "sqlite_utils", "datasette"}
    }
    assert wrong == set()


def test_normalise_reads_no_clock() -> None:
    clocks = ("datetime.now(", "date.today(", "time.time(", "utcnow(")
    wrong = {
        f"{module.relative_to(ROOT)}: {clock}"
        for module in modules("normalise")
        for clock in clocks
        if clock in module.read_text("utf-8") and module.name != "make_places.py"
    }
    assert wrong == set()


def test_every_package_has_modules_to_look_at() -> None:
    assert all(modules(package) for package in PACKAGES)
