"""Grant numbers in every shape of the register, as people write them, and what only looks like one."""

import pytest

from normalise.document import Document
from normalise.extract import extract_text
from normalise.funder_register import load_register
from normalise.grants import canonical_number, find_numbers

REGISTER = load_register()
SHAPES = [
    pytest.param(funder.id, example, id=f"{funder.id}:{example}")
    for funder in REGISTER.funders.values()
    for number in funder.numbers
    if number.label == "optional"
    for example in number.examples
]
LABELS = [
    "Nr. {}",
    "Nr.{}",
    "nr. {}",
    "ID Nr. {}",
    "(reģ. Nr. {})",
    "(līguma Nr.{})",
    "granta līguma Nr. {}",
    "Projekta numurs: {}",
    "projekta identifikācijas numurs {}",
    "| {} |",
    "({})",
]


def numbers_in(text: str) -> list[tuple[str, str | None]]:
    return [(number.id, number.funder) for number in find_numbers(Document(text), REGISTER)]


def wanted(funder: str, example: str) -> list[tuple[str, str]]:
    """The canonical form is the one that the plainly written number has."""
    (found,) = numbers_in(f"Projekts {example} sācies.")
    assert found[1] == funder
    return [(found[0], funder)]


@pytest.mark.parametrize(("funder", "example"), SHAPES)
def test_every_example_of_the_register_is_found_whole(funder: str, example: str) -> None:
    (found,) = numbers_in(f"Īstenojam projektu (Nr. {example}) kopā ar kaimiņiem.")
    kept = [char for char in example.upper() if char.isalnum()]
    assert [char for char in found[0] if char.isalnum()] == kept
    assert found[1] == funder


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("funder", "example"), SHAPES)
def test_every_label_is_read_before_every_shape(funder: str, example: str, label: str) -> None:
    assert numbers_in(f"Projekts sācies, {label.format(example)}.") == wanted(funder, example)


@pytest.mark.parametrize(("funder", "example"), SHAPES)
def test_lower_case_is_the_same_number(funder: str, example: str) -> None:
    assert numbers_in(f"Projekta nr. {example.lower()} komanda") == wanted(funder, example)


@pytest.mark.parametrize("dash", ["–", "—", "‑", "−"])
@pytest.mark.parametrize(("funder", "example"), [shape for shape in SHAPES if "-" in shape.values[1]])
def test_any_dash_is_a_hyphen(funder: str, example: str, dash: str) -> None:
    assert numbers_in(f"Projekta Nr. {example.replace('-', dash)}.") == wanted(funder, example)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("AIF / 2021 / IK / 122", "AIF/2021/IK/122"),
        ("AIF/2021/\nIK/122", "AIF/2021/IK/122"),
        ("AIF/2021/ IK/122", "AIF/2021/IK/122"),
        ("2018. LV / NVOF / DAP / MIC / 015", "2018.LV/NVOF/DAP/MIC/015"),
        ("2018.LV/NVOF/\nDAP/MIC/015", "2018.LV/NVOF/DAP/MIC/015"),
        ("19 - 03 - AL21 - A019.2205 - 000005", "19-03-AL21-A019.2205-000005"),
        ("19-03-AL21-A0192205-000005", "19-03-AL21-A019.2205-000005"),
        ("19-03-AL21-\nA019.2205-000005", "19-03-AL21-A019.2205-000005"),
        ("9.2.2.1./15/I/005", "9.2.2.1/15/I/005"),
        ("9.2.2.1 / 15 / I / 005", "9.2.2.1/15/I/005"),
        ("PMIF / 8 / 2019 / 2 / 02", "PMIF/8/2019/2/02"),
        ("LLI 476", "LLI-476"),
        ("LLI - 476", "LLI-476"),
        ("2021 - 1 - LV01 - KA122 - ADU - 000019111", "2021-1-LV01-KA122-ADU-000019111"),
        ("2020- 1 – ES01- KA229 082580-1", "2020-1-ES01-KA229-082580_1"),
        ("LLIV 326", "LLIV-326"),
        ("2024-1-LV02-ESC51-VTJ-\n000205268", "2024-1-LV02-ESC51-VTJ-000205268"),
        ("1-08 / 31 / 2019", "1-08/31/2019"),
    ],
)
def test_blanks_lost_dots_and_line_breaks_are_mended(written: str, canonical: str) -> None:
    assert [id for id, _ in numbers_in(f"Projekta Nr. {written}, turpinām.")] == [canonical]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2012.EEZ/DAP/MIC/173Projekta mērķis ir tikties.", "2012.EEZ/DAP/MIC/173"),
        ("Mēs dziedam!Nr. 2023.LV/NVOF/MAC/004/15", "2023.LV/NVOF/MAC/004/15"),
        ("stratēģiju”Nr.19-03-AL28-A019.2201-000008 ietvaros", "19-03-AL28-A019.2201-000008"),
        ("projektsNr. AIF/2020/SDK/35", "AIF/2020/SDK/35"),
        ("projekts LLI-59“Kopā pa ceļam”", "LLI-59"),
        ("Projekts: Nr.9.2.4.2/16/I/079Veselība visiem", "9.2.4.2/16/I/079"),
    ],
)
def test_a_glued_neighbour_does_not_hide_the_number(text: str, canonical: str) -> None:
    assert [id for id, _ in numbers_in(text)] == [canonical]


def test_each_of_several_numbers_is_found_in_the_order_of_the_text() -> None:
    text = "Projekti Nr. AIF/2020/SDK/35, Nr. 2018.LV/NVOF/MIC/015 un 9.2.4.2/16/I/079."
    found = ["AIF/2020/SDK/35", "2018.LV/NVOF/MIC/015", "9.2.4.2/16/I/079"]
    assert [id for id, _ in numbers_in(text)] == found


def test_a_contract_number_and_its_project_number_are_two_numbers() -> None:
    text = "Nr. 2012.EEZ/DAP/MIC/173, līgums 2012.EEZ/DAP/MIC/173/3/L/031/2013."
    assert [id for id, _ in numbers_in(text)] == ["2012.EEZ/DAP/MIC/173", "2012.EEZ/DAP/MIC/173/3/L/031/2013"]


LOOK_ALIKES = [
    "Ministru kabineta noteikumi Nr. 590 nosaka kārtību.",
    "saskaņā ar MK noteikumiem Nr.87 (prot. Nr. 54 31. §)",
    "MKN Nr. 871, 20.12.2016.",
    "Regulas (ES) Nr. 1303/2013 prasības",
    "Eiropas Komisijas regula (ES) Nr. 821/2014",
    "Finanšu regula 2018/1046 paredz uzskaiti.",
    "rīkojums Nr.1-9.1/22",
    "Vēstule Nr. 41/510–3910 nosūtīta.",
    "biedrība, reģ. Nr. 50008184511, īsteno projektu",
    "Reģistrācijas nr.: 40008093066",
    "konts LV69UNLA0050006798630",
    "Brīvības iela 3, Preiļi, LV-5301",
    "Rīga, LV – 1050",
    "tālr. +371 67015967, 26435463",
    "zvaniet +372 5348 0877",
    "organizācijas OID: E10269279",
    "(ietvars Nr.1.2.2.)",
    "Preses relīze Nr. 1",
    "tiesību akta projekts 24-TA-1853",
    "iepirkums LNP 2017/39/ERAF",
    "19.2.2. aktivitāte un 4.3.5.1. pasākums",
    "laikraksts “Druva” Nr. 99",
    "programma LV04",
    "KA122 mobilitātes",
    "projekta Nr. 9.1.1.1/15/I/ turpinājums",
    "periods 2014.–2020. gadam",
    "pulksten 10.00-16.30 un 12-04-2023",
    "dzīvo Ielā 12-08-15",
    "iepirkuma identifikācijas Nr. ANP 2021/14",
    "kadastra Nr. 4201-005-0115",
    "licence Nr. 12/2019",
    "noslēgto Sadarbības līgumu Nr. P6-13/07 ar dienestu par projekta īstenošanu",
    "telefons 101135495",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_no_grant(text: str) -> None:
    assert numbers_in(text) == []


def test_the_number_of_a_press_release_behind_the_grant_is_left_out() -> None:
    text = "Uzsākts projekts (Nr.IF/2013/1.a./17) Preses relīze Nr. 1"
    assert [funder for _, funder in numbers_in(text)] == ["amif"]


def test_nine_digits_are_a_grant_only_behind_a_label() -> None:
    labelled = numbers_in("Horizon Europe grant agreement No. 101135495.")
    bare = numbers_in("Kopā savākti 101135495 soļi.")
    assert (labelled, bare) == ([("101135495", "other:horizon")], [])


def test_a_number_of_no_known_shape_is_taken_behind_a_label_of_its_own() -> None:
    assert numbers_in("Projekta līguma Nr. ABC/12-345 darbojas.") == [("ABC/12-345", None)]


def test_evidence_is_the_number_as_written() -> None:
    record = extract_text("Projekts (Nr. AIF / 2021 / IK / 122) beidzas.")
    (grant,) = record.grants
    assert [evidence.quote for evidence in grant.evidence] == ["AIF / 2021 / IK / 122"]


def test_a_number_that_stands_twice_is_one_grant_with_two_quotes() -> None:
    record = extract_text("Projekts Nr. AIF/2021/IK/122 sākas. Nr.AIF/2021/IK/122 ir tas pats.")
    assert [(grant.id, len(grant.evidence)) for grant in record.grants] == [("AIF/2021/IK/122", 2)]


def test_a_partnership_s_own_running_and_an_action_group_of_three_figures() -> None:
    record = extract_text(
        "Projekts Nr. 19-00-A019.332-000003.\nBiedrības darbības nodrošināšana Nr. 23-00-U31523.0-000003"
    )
    assert [grant.id for grant in record.grants] == ["19-00-A019.332-000003"]
    record = extract_text("Projekts “Parks” Nr. 17-050-AL24-A019.2203-000004.")
    assert [grant.id for grant in record.grants] == ["17-050-AL24-A019.2203-000004"]


def test_a_number_implies_its_funder_where_no_name_stands() -> None:
    record = extract_text("Biedrība atklāj pagalmu. Projekta Nr. 16-09-AL18-A019.2201-000031.")
    assert [(funder.id, funder.role) for funder in record.funders] == [("eafrd-leader", "financed")]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("aif / 2020 / sdk / 01", "AIF/2020/SDK/01"),
        ("9.2.2.1./15/i/005.", "9.2.2.1/15/I/005"),
        ("16–04–AL08–A019.2201–000003", "16-04-AL08-A019.2201-000003"),
        ("VS⁄2008／0514", "VS/2008/0514"),
        ("", ""),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    assert canonical_number(written) == canonical


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # shapes written with a sign more or less, and what is longer on either side
        ("Projekts “Zinis” (2023/LV/NVOF/MAC/904/15).", ["2023/LV/NVOF/MAC/904/15"]),
        ("Projekts “Zinis” (GPK-92/2016) beidzas.", ["GPK-92/2016"]),
        ("Projekts “Zinis” (AGPK-92/2016) beidzas.", []),
        ("Projekts Nr. 18-08-AL35-A019.2202 “Zinis”.", ["18-08-AL35-A019.2202"]),
        ("Projekts Nr. 18-08-AL35-A019.2202-000904 “Zinis”.", ["18-08-AL35-A019.2202-000904"]),
        ("Projekts 18-08-AL35-A019.2202-9 “Zinis”.", []),
        ("Projekts Nr. IF/2013/1.5./97 “Zinis”.", ["IF/2013/1.5./97"]),
        ("Projekts Nr. IF/2013./1.5./97 “Zinis”.", ["IF/2013./1.5./97"]),
        ("Projekts “Zinis”, sadarbības līgums Nr. LV0097.", ["LV0097"]),
        ("Project facts\nCase number: LV0097\nStatus: Concluded", ["LV0097"]),
        ("Attēls LV0097 un konts LV00 0097.", []),
        ("Projekts Nr. 20-00-F03601-000902 “Zinis”.", ["20-00-F03601-000902"]),
        ("Projekts 20-00-F036011-000902 “Zinis”.", []),
        ("Projekts “Zinis” (līguma nr. 2020-1-ES01-KA229-081 774_4).", ["2020-1-ES01-KA229-081774_4"]),
        ("Zivju fonds atbalsta iesniegumu Nr. 21-00-S0ZF02-000937.", ["21-00-S0ZF02-000937"]),
        # behind a quoted title, unless the title is that of rules
        ("Projekta “Noteikumu izstrāde” Nr. 1-08/923/2018 atbalsts.", ["1-08/923/2018"]),
        ("“Takas lietošanas noteikumu izstrāde” Nr. 1-08/923/2018 atbalsts.", ["1-08/923/2018"]),
        ("Spēkā ir saistošie noteikumi “Upmalas taka” Nr. 1-08/923/2018.", []),
    ],
)
def test_numbers_with_a_part_more_or_less(text: str, found: list[str]) -> None:
    assert [grant.id for grant in extract_text(text).grants] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Biedrības darbību finansiāli atbalsta ELFLA, Nr. 16-00-A019.400-000921.", []),
        ("Rīcības grupas darbība: Nr. 16-00-A019.400-000921.", []),
        ("Projektu “Zinis” finansē ELFLA, Nr. 16-00-A019.400-000921.", ["16-00-A019.400-000921"]),
    ],
)
def test_the_number_of_a_body_s_own_running_is_no_project_s(text: str, found: list[str]) -> None:
    assert [grant.id for grant in extract_text(text + " Notiek projekts “Tilti”.").grants] == found


def test_a_bare_agreement_number_behind_its_programme() -> None:
    assert numbers_in("Finansē Eiropas Komisija, programma (CERV), 101949332.") == [("101949332", "cerv")]


def test_a_number_told_as_an_example_is_another_s() -> None:
    told = (
        "{}, 7. kārtā biedrība „Roze” par naudu (projekts Nr. 18-08-AL03-A019.2202-900009) ierīkoja estrādi."
    )
    assert extract_text(told.format("Piemēram")).grants == ()
    assert [one.id for one in extract_text(told.format("Pērn")).grants] == ["18-08-AL03-A019.2202-900009"]
