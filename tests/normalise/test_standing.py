"""Lines that stand on nearly every page of a site, and what becomes of what they name."""

import pytest

from normalise.extract import Standing, extract_text
from normalise.standing import LEAST_ARTICLES, line_key, standing_lines

FOOTER = "Partnerību līdzfinansē Eiropas Lauksaimniecības fonds lauku attīstībai, Nr. 16-00-A019.400-000901"
STORIES = [
    f"Ziņa {at}\nCiemā {at}. augustā notika talka, un visi bija priecīgi par rezultātu un zupu.\n{FOOTER}"
    for at in range(1, 11)
]


def test_a_line_of_nearly_every_text_is_learned() -> None:
    assert standing_lines(STORIES) == {line_key(FOOTER)}


def test_a_line_of_half_the_texts_is_not() -> None:
    assert (
        standing_lines([*STORIES[:5], *(story.replace(FOOTER, "") for story in STORIES[5:])]) == frozenset()
    )


def test_few_texts_teach_nothing() -> None:
    assert standing_lines(STORIES[: LEAST_ARTICLES - 1]) == frozenset()


def test_the_order_of_the_texts_does_not_matter() -> None:
    assert standing_lines(reversed(STORIES)) == standing_lines(STORIES)


@pytest.mark.parametrize("field", ["funders", "grants", "organisations", "amounts", "dates"])
def test_nothing_is_found_in_a_learned_line(field: str) -> None:
    text = (
        "Talka\nVisi bija priecīgi.\n"
        "Projektu “Jumts” 2021. gada 3. maijā īstenoja biedrība “Sils” par 900 EUR, "
        "Nr. AIF/2021/IK/901, Aktīvo iedzīvotāju fonds"
    )
    line = text.split("\n")[2]
    assert getattr(extract_text(text), field)
    assert not getattr(extract_text(text, standing=Standing(lines=frozenset({line_key(line)}))), field)


def test_what_the_story_itself_says_is_still_found() -> None:
    text = (
        "Tērpi\nBiedrība “Sils” LEADER projektā “Tērpi” (Nr. 21-02-AL31-A019.2202-000905) tika pie tērpiem.\n"
        f"{FOOTER}"
    )
    found = extract_text(text, standing=Standing(lines=standing_lines(STORIES)))
    assert [grant.id for grant in found.grants] == ["21-02-AL31-A019.2202-000905"]
    assert [funder.id for funder in found.funders if funder.role == "financed"] == ["eafrd-leader"]


def test_a_project_on_a_line_of_the_site_is_its_own_where_the_story_names_it() -> None:
    text = "Projekts “Tilti”\n\nProjekta “Tilti” seminārs notiks maijā. To finansē AIF."
    standing = Standing(lines=frozenset({line_key("Projekts “Tilti”")}))
    assert [project.title for project in extract_text(text, standing=standing).projects] == ["Tilti"]
