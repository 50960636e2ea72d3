"""The extraction record: its keys, its text, its evidence, and what it is given."""

import json
from dataclasses import FrozenInstanceError

import pytest

from normalise.extract import extract_page, extract_text
from normalise.page import read_page

TEXT = """Zaļā klase atvērta

30.06.2023

Biedrība “Vārpu laiva” Preiļos īsteno projektu “Zaļā klase” (Nr. AIF/2022/KAPAC2/018).
Projekts tiek īstenots no 2023. gada 1. janvāra līdz 2023. gada 31. oktobrim. Kopējais finansējums ir 6000 EUR.
Projektu finansē Islande, Lihtenšteina un Norvēģija caur EEZ un Norvēģijas grantu programmu “Aktīvo iedzīvotāju fonds”.
"""  # noqa: E501
FIELDS = ["funders", "grants", "projects", "dates", "amounts", "organisations", "places"]
KEYS = {
    "id", "url", "title", "text", "language", "published", "published_how", "issues",
    "funders", "grants", "projects", "dates", "amounts", "organisations", "places",
}  # fmt: skip
RECORD = extract_text(TEXT, id="a1", url="https://laiva.example/zala-klase").as_dict()


def test_the_record_has_the_contract_s_keys() -> None:
    assert set(RECORD) == KEYS


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        ("funders", {"id", "role", "confidence", "evidence", "programme"}),
        ("grants", {"id", "funder", "role", "confidence", "evidence"}),
        ("projects", {"title", "funder", "grant", "evidence"}),
        ("dates", {"start", "end", "precision", "role", "evidence"}),
        ("amounts", {"value", "currency", "evidence"}),
        ("organisations", {"name", "role", "evidence"}),
        ("places", {"name", "latitude", "longitude", "evidence"}),
    ],
)
def test_each_finding_has_the_contract_s_keys(field: str, keys: set[str]) -> None:
    assert [set(finding) for finding in RECORD[field]] == [keys] * len(RECORD[field])
    assert RECORD[field]


@pytest.mark.parametrize("field", FIELDS)
def test_evidence_stands_where_it_says(field: str) -> None:
    evidence = [one for finding in RECORD[field] for one in finding["evidence"]]
    assert [TEXT[one["start"] : one["end"]] for one in evidence] == [one["quote"] for one in evidence]


@pytest.mark.parametrize("field", FIELDS)
def test_every_finding_has_evidence_with_a_rule(field: str) -> None:
    assert all(finding["evidence"] for finding in RECORD[field])
    assert all(one["rule"] for finding in RECORD[field] for one in finding["evidence"])


def test_the_text_is_returned_unchanged() -> None:
    odd = "\ufeff  Rinda\r\n\u00a0Otra\trinda \u202e\n\n"
    assert extract_text(odd).text == odd


def test_the_record_survives_json() -> None:
    assert json.loads(json.dumps(RECORD, ensure_ascii=False))["text"] == TEXT


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "a1"),
        ("url", "https://laiva.example/zala-klase"),
        ("title", "Zaļā klase atvērta"),
        ("language", "lv"),
        ("published", "2023-06-30"),
        ("published_how", "visible line"),
    ],
)
def test_what_the_record_says_of_the_document(key: str, value: str) -> None:
    assert RECORD[key] == value


def test_what_the_record_finds() -> None:
    found = {
        "paid by": [one["id"] for one in RECORD["funders"] if one["role"] == "financed"],
        "grants": [one["id"] for one in RECORD["grants"]],
        "projects": [(one["title"], one["grant"]) for one in RECORD["projects"]],
        "dates": [(one["start"], one["end"], one["role"]) for one in RECORD["dates"]],
        "amounts": [(one["value"], one["currency"]) for one in RECORD["amounts"]],
        "lead": [one["name"] for one in RECORD["organisations"] if one["role"] == "lead"],
    }
    assert found == {
        "paid by": ["acf-lv"],
        "grants": ["AIF/2022/KAPAC2/018"],
        "projects": [("Zaļā klase", "AIF/2022/KAPAC2/018")],
        "dates": [("2023-01-01", "2023-10-31", "project_period")],
        "amounts": [(6000.0, "EUR")],
        "lead": ["Vārpu laiva"],
    }


def test_a_given_title_and_date_are_kept() -> None:
    record = extract_text(
        "Teksts par 13. maiju un talku 13. maijā.", title="Cits", published="2022-05-01"
    ).as_dict()
    assert (record["title"], record["published"], record["published_how"]) == ("Cits", "2022-05-01", "given")


def test_unknown_stays_null() -> None:
    record = extract_text("teksts").as_dict()
    assert [record[key] for key in ("id", "url", "title", "published", "published_how")] == [None] * 5


def test_an_empty_text_finds_nothing() -> None:
    record = extract_text("").as_dict()
    assert [record[field] for field in FIELDS] == [()] * len(FIELDS)


def test_a_paying_funder_without_a_number_is_an_issue() -> None:
    text = "Projekts “Zaļā klase” sākas. Projektu finansē Valsts kultūrkapitāla fonds."
    assert "grant number missing" in [issue.kind for issue in extract_text(text).issues]


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        extract_text("a").title = "b"  # type: ignore[misc]


def test_the_same_text_gives_the_same_record() -> None:
    assert extract_text(TEXT) == extract_text(TEXT)


def test_a_page_gives_the_text_s_findings() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line)
    html = (
        f"<html lang='lv'><head><title>Zaļā "
        f"klase</title></head><body><article>{paragraphs}</article></body></html>"
    )
    record = extract_page(read_page(html, "https://laiva.example/a"))
    assert [grant.id for grant in record.grants] == ["AIF/2022/KAPAC2/018"]
    findings = (*record.funders, *record.grants, *record.dates)
    evidence = [one for finding in findings for one in finding.evidence]
    assert [record.text[one.start : one.end] for one in evidence] == [one.quote for one in evidence]
