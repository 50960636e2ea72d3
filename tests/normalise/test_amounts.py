"""Sums of money in every spelling, and figures that are none."""

import pytest

from normalise import money
from normalise.amounts import find_amounts
from normalise.document import Document, flatten
from normalise.extract import extract_text
from normalise.number_places import matches_from
from tests.labelled_set import load_labelled


def sums(text: str) -> list[tuple[float, str]]:
    return [(amount.value, amount.currency) for amount in find_amounts(Document(text))]


@pytest.mark.parametrize(
    ("written", "value", "currency"),
    [
        ("1 234,56 EUR", 1234.56, "EUR"),
        ("1\u00a0234,56 EUR", 1234.56, "EUR"),
        ("1234,56 EUR", 1234.56, "EUR"),
        ("1234.56 EUR", 1234.56, "EUR"),
        ("1.234,56 EUR", 1234.56, "EUR"),
        ("1,234.56 EUR", 1234.56, "EUR"),
        ("1'234.56 EUR", 1234.56, "EUR"),
        ("12 305.50 eiro", 12305.50, "EUR"),
        ("1’500 eiro", 1500, "EUR"),
        ("732 852 лата", 732852, "LVL"),
        ("LVL 5`000", 5000, "LVL"),
        ("110 тысяч евро", 110_000, "EUR"),
        ("1,5 млн евро", 1_500_000, "EUR"),
        ("Latviešu Apvienībai—3850 Ls", 3850, "LVL"),
        ("LEADER pieejas pasākumam piešķirts 20 764.72 euro", 20764.72, "EUR"),
        ("Budget – 100000,00", 100000, "EUR"),
        ("EUR 690,-", 690, "EUR"),
        ("690,- EUR", 690, "EUR"),
        ("690.- EUR", 690, "EUR"),
        ("€ 690", 690, "EUR"),
        ("690€", 690, "EUR"),
        ("EUR 1 234,56", 1234.56, "EUR"),
        ("EUR: 1234", 1234, "EUR"),
        ("1 miljons 342 tūkstoši eiro", 1342000, "EUR"),
        ("1 miljons 342 tūkstoši 500 eiro", 1342500, "EUR"),
        ("12 tūkstoši 500 eiro", 12500, "EUR"),
        ("8883,75 eiro", 8883.75, "EUR"),
        ("30 000 eiro apmērā", 30000, "EUR"),
        ("30,000 EUR", 30000, "EUR"),
        ("30.000 EUR", 30000, "EUR"),
        ("1,5 milj. eiro", 1_500_000, "EUR"),
        ("2 miljoni eiro", 2_000_000, "EUR"),
        ("15 tūkst. EUR", 15_000, "EUR"),
        ("15 tūkstoši eiro", 15_000, "EUR"),
        ("104 987,69  eiro", 104987.69, "EUR"),
        ("četrtūkstoš astoņi simti piecdesmit četri eiro", 4854, "EUR"),
        ("divsimt tūkstoši eiro", 200_000, "EUR"),
        ("divarpus tūkstoši eiro", 2500, "EUR"),
        ("pusotra miljona eiro", 1_500_000, "EUR"),
        ("divi ar pusi tūkstoši eiro", 2500, "EUR"),
        ("viens ar pusi miljons eiro", 1_500_000, "EUR"),
        ("tūkstotis eiro", 1000, "EUR"),
        ("desmit tūkstošu eiro", 10_000, "EUR"),
        ("simts eiro", 100, "EUR"),
        ("200 LVL", 200, "LVL"),
        ("Ls 200", 200, "LVL"),
        ("300 latu", 300, "LVL"),
        ("3000 latiem", 3000, "LVL"),
        ("5000 USD", 5000, "USD"),
        ("$5000", 5000, "USD"),
        ("5000 ASV dolāru", 5000, "USD"),
        ("50 000 CHF", 50000, "CHF"),
        ("40 000 NOK", 40000, "NOK"),
        ("1000 евро", 1000, "EUR"),
        ("9637, 65 EUR", 9637.65, "EUR"),
    ],
)
def test_every_spelling_of_a_sum(written: str, value: float, currency: str) -> None:
    assert sums(f"Projekta atbalsts ir {written} visam gadam.") == [(value, currency)]


@pytest.mark.parametrize(
    "written",
    [
        "tūkstoši",
        "vairāki tūkstoši",
        "desmitiem tūkstošu",
        "simtiem",
        "miljoni",
        "vairāku miljonu",
        "2 ar pusi tūkstoši",
    ],
)
def test_as_many_as_one_likes_is_no_sum(written: str) -> None:
    assert sums(f"Takas izbūvē ieguldīti {written} eiro.") == []


def test_total_grant_and_share_are_three_sums() -> None:
    text = "Kopējās izmaksas ir 10 000 EUR, no tām ELFLA 9000 EUR un pašvaldības līdzfinansējums 1000 EUR."
    assert sums(text) == [(10000, "EUR"), (9000, "EUR"), (1000, "EUR")]


def test_a_list_that_names_its_currency_once() -> None:
    assert sorted(sums("Balvās piešķirti 500, 300 un 200 eiro.")) == [
        (200, "EUR"),
        (300, "EUR"),
        (500, "EUR"),
    ]


def test_a_span_of_sums() -> None:
    assert sorted(sums("Atbalsts no 2000 līdz 5000 EUR.")) == [(2000, "EUR"), (5000, "EUR")]


def test_a_sum_that_stands_twice_is_one_with_two_quotes() -> None:
    (amount,) = find_amounts(Document("Grants 500 EUR. Tie ir 500 eiro."))
    assert [evidence.quote for evidence in amount.evidence] == ["500 EUR", "500 eiro"]


def test_a_sum_without_a_currency_beside_a_word_of_money() -> None:
    assert sums("Projekta budžets: 12 000,50.") == [(12000.5, "EUR")]


@pytest.mark.parametrize(
    "text",
    [
        "Biļetes cena 5 EUR.",
        "Ieejas maksa 3 eiro.",
        "Dalības maksa 20 EUR.",
        "Piedalījās 250 jauniešu.",
        "Eiropas Savienības 85% atbalsts",
        "2023. gada 5. maijā",
        "Eirovīzija 2023",
        "Latvijā ir 43 novadi",
        "100 Latvijas jaunieši",
        "tālr. 29123456",
        "500 kg kartupeļu",
        "0 EUR",
    ],
)
def test_what_is_no_grant_s_money(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ELFLA finansējums:  8655,30 (90 % atbalsta intensitāte)", [(8655.30, "EUR")]),
        ("Domes daļa ir pievienotā vērtības nodokļa apmaksa jeb EUR 106 176,00.", [(106176.0, "EUR")]),
        ("Uzņēmums nodokļos samaksājis 106 176 eiro.", []),
    ],
)
def test_sums_beside_marks_and_taxes(text: str, found: list[tuple[float, str]]) -> None:
    assert sums(text) == found


def test_a_table_s_last_column_has_its_currency_in_the_heading() -> None:
    rows = "Biedrība “Kalns” Tilti pār upi 53 981,00\nSkola “Leja” Laipas 4 200,00\n"
    heading = "Iesniedzējs Projekta nosaukums Apstiprinātais fonda finansējums, EUR\n"
    assert sums(heading + rows) == [(53981.0, "EUR"), (4200.0, "EUR")]
    assert sums(rows) == []


def test_a_payer_s_share_behind_the_whole_needs_no_currency() -> None:
    assert sums("Kopējās izmaksas ir 7657,32 eiro, no tām 6891,59 ir ELFLA finansējums.") == [
        (7657.32, "EUR"),
        (6891.59, "EUR"),
    ]


def test_a_column_of_sums_may_be_indented() -> None:
    text = "Budžets (EUR) t.sk.:\n\nCits līdzfinansējums (EUR)\n\n18 986,98\n\n  1 898,70\n"
    assert sums(text) == [(18986.98, "EUR"), (1898.7, "EUR")]


def test_a_colon_may_stand_before_the_currency() -> None:
    assert sums("Pieprasītais finansējums 1480 :ls") == [(1480.0, "LVL")]


def test_a_sum_before_one_with_its_currency_shares_it() -> None:
    text = "Finansējums ir 90% jeb 17 832.78 un Valkas novada domes līdzfinansējums 1 981.42 EUR."
    assert sums(text) == [(17832.78, "EUR"), (1981.42, "EUR")]


@pytest.mark.parametrize(
    ("published", "currency"), [("2013-12-31", "LVL"), ("2014-01-01", "EUR"), (None, "EUR")]
)
def test_a_sum_without_its_currency_is_in_that_of_its_year(published: str | None, currency: str) -> None:
    found = extract_text("Projekta finansējums: 13798,36.", published=published).amounts
    assert [(one.value, one.currency) for one in found] == [(13798.36, currency)]


def test_one_thousand_in_words() -> None:
    found = extract_text("Projektam piešķirts viens tūkstotis eiro.").amounts
    assert [(one.value, one.currency) for one in found] == [(1000.0, "EUR")]


def test_currencies_are_sought_where_they_can_begin() -> None:
    named = (
        "eur, €, eiro, евро, lvl, ls, latu, лата, usd, us$, $, asv dolari, dolari, gbp, £, marcinu, chf, "
        "sveices franki, nok, norvegijas kronas, sek, zviedrijas kronas, dkk, danijas kronas"
    )
    found = list(matches_from(money.CURRENCY, named, money.currency_places(named)))
    assert [one.group() for one in found] == named.split(", ")
    assert {money.currency_of(one, "w") for one in found} == set(money.CURRENCIES)
    for labelled in load_labelled():
        flat = flatten(labelled.text)
        ours = matches_from(money.BEFORE, flat, money.currency_places(flat))
        assert [one.span() for one in ours] == [one.span() for one in money.BEFORE.finditer(flat)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a currency is that of one number
        ("Dome paredzēja 494,90 eiro 2016. gada budžetā.", [(494.9, "EUR")]),
        ("Piešķirti 157 tūkstoši eiro 41 pašvaldībai.", [(157000.0, "EUR")]),
        ("Piešķirti 157 eiro, EUR 41 pašvaldībai.", [(157.0, "EUR"), (41.0, "EUR")]),
        # a sum told roughly beside itself
        ("Pieejami vairāk nekā 111 000 eiro projektiem. Finansējums ir 111 607 eiro.", [(111607.0, "EUR")]),
        ("Pieejami vairāk nekā 111 000 eiro projektiem. Finansējums ir 211 607 eiro.",
         [(111000.0, "EUR"), (211607.0, "EUR")]),
    ],
)  # fmt: skip
def test_one_number_a_currency_and_one_sum_told_twice(text: str, found: list[tuple[float, str]]) -> None:
    assert sums(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # prices in two currencies
        ("Summa LVL 3 000,00 EUR 4 268,62.", [(3000.0, "LVL"), (4268.62, "EUR")]),
        # another sum or another currency is not the same told roughly
        ("Vairāk nekā 10 000 eiro, no tām LEADER 10 400 eiro.", [(10000.0, "EUR"), (10400.0, "EUR")]),
        ("Vairāk nekā 1000 eiro projektam. Reiz bija 1040 latu.", [(1000.0, "EUR"), (1040.0, "LVL")]),
    ],
)
def test_two_currencies_and_two_sums(text: str, found: list[tuple[float, str]]) -> None:
    assert sums(text) == found


def test_the_currency_that_a_text_names_goes_before_that_of_its_year() -> None:
    text = "Biedrība saņēma EUR 5000. Projekta finansējums: 13798,36."
    found = extract_text(text, published="2013-05-05").amounts
    assert [(one.value, one.currency) for one in found] == [(5000.0, "EUR"), (13798.36, "EUR")]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Projekts Piešķirtais finansējums (EUR)", [(44000.0, "EUR"), (27000.0, "EUR")]),
        ("Projekts Dalībnieki (EUR nav)", []),
    ],
)
def test_rows_below_a_heading_with_the_currency(heading: str, found: list[tuple[float, str]]) -> None:
    assert (
        sums(f"{heading}\nBiedrība “Loki” Krasti 44 000\nBiedrība “Airi” Laivas 27 000\nTie sāksies.")
        == found
    )


def test_a_project_s_number_is_no_sum_of_the_line_below() -> None:
    assert sums("Numurs: 18-02-FL03-F043.0207-000006\nFinansējums: 9000.00 EUR") == [(9000.0, "EUR")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Projekts Finansējums (EUR)\nBiedrība “Loki” Krasti 44 000\nBiedrība “Airi” Laivas 27 000\n"
            "Iesniegto projektu skaits 124\nBrīvības iela 120",
            [(44000.0, "EUR"), (27000.0, "EUR")],
        ),
        (
            "Finansējums EUR\nDalībnieku skaits 150\nProjekta kods 20191\nKopā 12 000,00 EUR",
            [(12000.0, "EUR")],
        ),
        ("Projekts Finansējums (EUR)\nBiedrība “Loki” 440\nBiedrība “Airi” 270", []),
        ("Budget is around 1,87 mln EUR.", [(1870000.0, "EUR")]),
        ("Liepājas vasara 2019 – 600 EUR", [(600.0, "EUR")]),
        ("Pieejami 200–600 EUR", [(200.0, "EUR"), (600.0, "EUR")]),
    ],
)
def test_counts_addresses_and_years_are_no_sums(text: str, found: list[tuple[float, str]]) -> None:
    assert sorted(sums(text)) == sorted(found)


def test_a_card_s_fields_without_a_currency() -> None:
    text = (
        "Projekta kopējais finansējums :68 148.93\n"
        "Projektam piešķirtais ES fondu līdzfinansējums : ESF: 57 926.59\n"
        "Nacionālais publiskais finansējums* :10 222.34\nKopējie atbilstīgie izdevumi :68 148.93"
    )
    assert [one.value for one in extract_text(text).amounts] == [68148.93, 57926.59, 10222.34]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Projekta “Jumts” darbi maksāja 48 316 eiro un 20 centus.", 48316.2),
        ("Projekta “Jumts” darbi maksāja 316 euro 5 centi.", 316.05),
        ("Projekta “Jumts” darbi maksāja 316 eiro un 20 dienas.", 316.0),
        ("The project cost 1,200 euros and 50 cents.", 1200.5),
        ("Проект стоил 3 тысячи 500 евро.", 3500.0),
        ("Проект стоил 3 тысячи евро.", 3000.0),
    ],
)
def test_cents_told_behind_the_euros(text: str, value: float) -> None:
    assert [one.value for one in extract_text(text).amounts] == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rekords projektā ir 3 min 12 sek.", []),
        ("The project got 300 SEK.", [300.0]),
        ("Atbalsta fonds (projekts “Upes”, Nr. 2019.LV/MLJ/05, 2 950 EUR).", [2950.0]),
        ("Atbalsta fonds (projekts “Upes”, Nr. 2022-1-KMA041, 4200 EUR).", [4200.0]),
        ("Finansējums 10 710 EUR. Talsu novada dome 28. janvāra sēdē solīja 1190 EUR.", [1190.0, 10710.0]),
        ("Projekts maksāja 15 340 EUR, no tiem 1534 EUR klubs sakrāja ar dalības maksām.", [1534.0, 15340.0]),
        ("Projekta konference notika par dalības maksu (35 eiro, studentiem 15 eiro).", []),
        ("Naudu projekta braucienam salasījām, pa 17 eiro no deguna.", []),
        ("Nodarbība projektā maksās 2 eiro no bērna.", []),
        ("Projektam jāpieliek 5 procenti, kas būs 288,42 eiro no biedru naudas kases.", [288.42]),
        ("Projekta klubā biedru nauda ir 15 eiro gadā.", []),
        ("Toreiz viss budžets bija 180 lati. Projektam šogad piešķirti 900 EUR.", [900.0]),
    ],
)
def test_seconds_ends_of_numbers_days_and_fees_are_no_sums(text: str, found: list[float]) -> None:
    assert sorted(one.value for one in extract_text(text).amounts) == found
