"""Stories of lives and bodies: who paid long ago pays for nothing that they report."""

import pytest

from normalise.extract import extract_text
from normalise.records import Extraction

LIFE = (
    "Velta\n\nDzimusi Ogrē. 2006. gadā ar LEADER projektu salabots jumts. 2010. gadā fonda projektā “Solis” "
    "(AIF/2010/IK/903) pirkti tērpi par 900 eiro. 2017. gadā Valsts kultūrkapitāla fonds finansēja grāmatu."
)
BODY = (
    "Biedrībai – 20\n\n2005. gadā sanācām. 2008. gadā Sabiedrības integrācijas fonda projektā pirkām adatas. "
    "2011. gadā LEADER projektā šuvām. {} projektu “Gaisma” finansē Valsts kultūrkapitāla fonds, 2 400 EUR."
)


def paid(found: Extraction) -> list[str]:
    return [one.id for one in found.funders if one.role == "financed"]


def test_a_life_s_projects_are_past() -> None:
    found = extract_text(LIFE)
    assert paid(found) == []
    assert found.grants == found.projects == found.amounts == ()
    assert {"eafrd-leader", "vkkf"} <= {one.id for one in found.funders}
    assert [one.kind for one in found.issues] == ["number of another project"]


def test_in_a_life_nobody_leads() -> None:
    text = LIFE + " Biedrība “Saime” svin."
    assert [one.role for one in extract_text(text).organisations] == ["mentioned"]
    assert [one.role for one in extract_text(text.replace("Dzimusi", "Bijām")).organisations] == ["lead"]


def test_without_a_life_the_same_sentences_report() -> None:
    assert paid(extract_text(LIFE.replace("Dzimusi", "Bijām")))


@pytest.mark.parametrize("born", ["Ideja dzimusi Ogrē.", "Toreiz dzima ideja."])
def test_an_idea_s_birth_is_no_life(born: str) -> None:
    assert paid(extract_text(LIFE.replace("Dzimusi Ogrē.", born)))


@pytest.mark.parametrize("year", ["2025. gadā", "Tagad"])
def test_what_a_jubilee_reports_of_its_own_year_is_paid_for(year: str) -> None:
    found = extract_text(BODY.format(year), published="2025-02-17")
    assert paid(found) == ["vkkf"]
    assert [one.value for one in found.amounts] == [2400.0]


def test_a_sentence_without_a_year_goes_on_with_the_one_before() -> None:
    life = LIFE + " Vienreiz ar ESF projektu (Nr. 1DP/1.5.2.2.2/11/APIA/SIF/912) mācījās šūt par 430 eiro."
    assert paid(extract_text(life)) == []
    assert extract_text(life).amounts == ()
    assert paid(extract_text(life.replace("Vienreiz", "Šogad"))) == ["esf"]


def test_planning_periods_are_no_years_of_a_story() -> None:
    text = (
        "Jumts\n\nDraudze dibināta 1911. gadā, jumts likts 1968. gadā un 2006. gadā. Projektu finansē LEADER "
        "programmas 2014.–2020. gadam apakšpasākumā 19.2. Darbi sākās 2022. gada 17. jūnijā."
    )
    assert paid(extract_text(text)) == ["eafrd-leader"]


def test_until_when_results_are_kept_is_no_year_of_a_story() -> None:
    text = (
        "Jumts\n\nBiedrība dibināta 2003. gadā, talka bija 2006. gadā. Projektu “Jumts” 2012. gadā finansēja "
        "LEADER programma. Rezultātus uztur līdz 2019. gadam."
    )
    assert paid(extract_text(text)) == ["eafrd-leader"]


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Annai - astoņdesmit, korim - sešdesmit", "Koris dzied."),
        ("Mūsu cilvēki", "Biedrības „Rosme” dibinātājai šoruden apaļa jubileja."),
    ],
)
def test_of_a_life_two_past_years_tell_enough(title: str, opening: str) -> None:
    text = (
        f"{opening} 2007. gadā koris ar Valsts kultūrkapitāla fonda atbalstu šuva tērpus, bet 2012. gadā "
        "krātuvi iekārtoja LEADER projektā Nr. 12-09-LL04-L413201-000908. Svinības būs 2019. gada maijā."
    )
    found = extract_text(f"{title}\n\n{text}", title=title)
    assert paid(found) == []
    assert found.grants == ()
    assert paid(extract_text(f"Koris\n\n{text.removeprefix(opening)}", title="Koris")) != []
