"""Project titles: quoted in any marks, in fields, in capitals, spelled in two ways; other quotes are none."""

import pytest

from normalise.extract import extract_text


def titles(text: str, title: str | None = None) -> list[str]:
    return [project.title for project in extract_text(text, title=title).projects]


@pytest.mark.parametrize(
    "quoted",
    [
        "„Zaļā klase”",
        "„Zaļā klase“",
        "“Zaļā klase”",
        '"Zaļā klase"',
        "«Zaļā klase»",
        "”Zaļā klase”",
        '„Zaļā klase"',
    ],
)
def test_every_kind_of_quotation_marks(quoted: str) -> None:
    assert titles(f"Biedrība īsteno projektu {quoted} kopā ar skolu.") == ["Zaļā klase"]


@pytest.mark.parametrize(
    "before",
    [
        "projekts ", "projekta ", "projektu ", "projektam ", "projektā ", "projekts: ",
            "projekts - ", "Projekts – ",
        "projektu ar nosaukumu ", "projekta Nr. AIF/2020/SDK/35 ",
            "projekts (Nr. AIF/2020/SDK/35) ", "sadarbības projektu ",
    ],
)  # fmt: skip
def test_every_case_of_the_word_before(before: str) -> None:
    assert titles(f"Biedrība turpina {before}“Zaļā klase” un aicina piedalīties.") == ["Zaļā klase"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Noslēdzies projekts “Biedrības “Vārpu laiva” darbības stiprināšana”.",
            "Biedrības “Vārpu laiva” darbības stiprināšana",
        ),
        (
            "Noslēdzies projekts „Biedrības „Vārpu laiva” darbības stiprināšana”.",
            "Biedrības „Vārpu laiva” darbības stiprināšana",
        ),
        ("Projekta nosaukums: Zaļā klase\nProjekta numurs: AIF/2020/SDK/35", "Zaļā klase"),
        ("Projekta nosaukums: “Zaļā klase”\nProjekta numurs: AIF/2020/SDK/35", "Zaļā klase"),
        ("Project title: Green Class\nLead partner: Society X", "Green Class"),
        ("“Zaļā klase” (Nr. AIF/2020/SDK/35) ir noslēdzies.", "Zaļā klase"),
        ("Turpinās projekts ZAĻĀ KLASE VISIEM un citi darbi.", "ZAĻĀ KLASE VISIEM"),
        ("The project “Green Class” has started.", "Green Class"),
        ("Проект «Зелёный класс» реализован при поддержке фонда.", "Зелёный класс"),
    ],
)
def test_titles_from_life(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_one_title_in_two_spellings_is_one_project_in_its_fullest() -> None:
    text = (
        "Sākas projekts “ZAĻĀ KLASE: mācāmies dabā”. Projekta “Zaļā klase – mācāmies dabā” komanda priecājas."
    )
    assert len(titles(text)) == 1


def test_two_projects_are_two() -> None:
    text = "Notiek projekts “Zaļā klase”. Notiek arī projekts “Zilais ezers”."
    assert titles(text) == ["Zaļā klase", "Zilais ezers"]


def test_a_project_has_its_number_and_its_funder() -> None:
    (project,) = extract_text("Projekts “Zaļā klase” (Nr. AIF/2020/SDK/35) sākas.").projects
    assert (project.grant, project.funder) == ("AIF/2020/SDK/35", "acf-lv")


def test_each_project_has_the_number_of_its_line() -> None:
    text = "Projekts “Zaļā klase”, Nr. AIF/2020/SDK/35.\nProjekts “Zilais ezers”, Nr. 2018.LV/NVOF/MIC/015."
    found = [(project.title, project.grant) for project in extract_text(text).projects]
    assert found == [("Zaļā klase", "AIF/2020/SDK/35"), ("Zilais ezers", "2018.LV/NVOF/MIC/015")]


@pytest.mark.parametrize(
    "text",
    [
        "Biedrība “Vārpu laiva” aicina uz talku.",
        "Filmu “Dvēseļu putenis” rādīs klubā.",
        "Vakar teica: “Nāciet visi!”",
        "Konkurss “Zelta zivtiņa” sācies.",
    ],
)
def test_other_quotes_are_no_projects(text: str) -> None:
    assert titles(text) == []


def test_a_mark_that_never_closes_does_not_swallow_the_text() -> None:
    text = "Sākas projekts “Zaļā klase un vairs nekas.\n" + "Cits teksts. " * 60
    assert all(len(title) < 200 for title in titles(text))
