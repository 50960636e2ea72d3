"""The funder register: what is in it holds together, and a mistake names file, key and mend."""

import re
from pathlib import Path

import pytest

from normalise.funder_register import NumberPattern, RegisterError, compile_number, load_register, read_funder

REGISTER = load_register()
PATTERNS = [
    pytest.param(number, id=f"{funder.id}:{number.name}")
    for funder in REGISTER.funders.values()
    for number in funder.numbers
]
GOOD = 'id = "x-lv"\nname_lv = "Iksa fonds"\nname_en = "X Fund"\n'
ASKED_FOR = (
    "acf-lv eea-norway sif eafrd-leader emff esf erdf rrf interreg erasmus-plus esc cerv life amif mfa-lv "
    "vkkf lvaf izm-lv km-lv lm-lv zm-lv varam municipality nordic us-embassy swiss lvm"
)


@pytest.mark.parametrize("funder", ASKED_FOR.split())
def test_the_contract_s_funders_are_all_there(funder: str) -> None:
    assert funder in REGISTER.funders


@pytest.mark.parametrize("number", PATTERNS)
def test_each_example_fits_its_pattern_whole(number: NumberPattern) -> None:
    expression = compile_number(number.pattern)
    assert [example for example in number.examples if not expression.fullmatch(example)] == []


@pytest.mark.parametrize("number", PATTERNS)
def test_each_hint_stands_in_each_example(number: NumberPattern) -> None:
    assert [example for example in number.examples if number.hint not in example.lower()] == []


def test_no_name_belongs_to_two_funders() -> None:
    owners: dict[str, set[str]] = {}
    for funder in REGISTER.funders.values():
        for name in (*funder.names, *funder.fixed, *funder.abbreviations):
            owners.setdefault(name.casefold(), set()).add(funder.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_parents_are_told_nearest_first() -> None:
    assert REGISTER.ancestors("acf-lv")[0] == "eea-norway"


def test_an_unknown_funder_has_no_parents() -> None:
    assert REGISTER.ancestors("nobody") == ()


def folder_with(tmp_path: Path, text: str | bytes, name: str = "x-lv.toml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "key", "mend"),
    [
        (GOOD + 'colour = "red"\n', "colour", "Correct the key or leave it out"),
        ('id = "x-lv"\nname_lv = "Iksa fonds"\n', "name_en", "Correct the key"),
        (GOOD + 'names = "Iksa fonds"\n', "names", "Correct the key"),
        (GOOD.replace("x-lv", "X LV"), "id", "Correct the key"),
        (GOOD.replace("x-lv", "y-lv"), "id", "Make them equal"),
        (GOOD + '[[numbers]]\nname = "n"\npattern = "("\nexamples = ["1"]\n', "numbers.0.pattern", "Correct"),
        (GOOD + '[[numbers]]\nname = "n"\npattern = "1"\nexamples = []\n', "numbers.0.examples", "Correct"),
        (
            GOOD + '[[numbers]]\nname = "n"\npattern = "1"\nexamples = ["1"]\nlabel = "some"\n',
            "label",
            "Correct",
        ),
        (GOOD + '[[programmes]]\nid = "p"\n', "programmes.0.name_lv", "Correct"),
    ],
)
def test_a_mistake_names_file_key_and_mend(tmp_path: Path, text: str, key: str, mend: str) -> None:
    path = folder_with(tmp_path, text)
    with pytest.raises(RegisterError, match=r"x-lv\.toml.*" + re.escape(key) + f".*{mend}"):
        read_funder(path)


@pytest.mark.parametrize("text", ["id = \n", b'id = "\xff"\n'])
def test_what_is_no_toml_says_so(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(RegisterError, match=r"x-lv\.toml: not readable as TOML .* Mend"):
        read_funder(folder_with(tmp_path, text))


def test_an_unknown_parent_is_named(tmp_path: Path) -> None:
    folder_with(tmp_path, GOOD + 'parent = "nobody"\n')
    with pytest.raises(RegisterError, match=r"x-lv\.toml: key 'parent': no funder 'nobody'"):
        load_register(tmp_path)


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no funder file was found"):
        load_register(tmp_path)


def test_a_right_file_is_read(tmp_path: Path) -> None:
    assert read_funder(folder_with(tmp_path, GOOD)).name_en == "X Fund"


def test_a_dated_name_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(
        'id = "one"\nname_lv = "Viens"\nname_en = "One"\n[[dated]]\nname = "Fonds"\nfirst_year = 2016\n'
        "last_year = 2013\n",
        "utf-8",
    )
    with pytest.raises(RegisterError, match="before it begins"):
        load_register(tmp_path)
