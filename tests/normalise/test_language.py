import pytest

from normalise.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Biedrība aicina uz talku pie upes, kas notiks sestdien.", "lv"),
        ("Biedriba aicina uz talku pie upes un bus priecigi par visiem.", "lv"),
        ("The association invites all neighbours to the spring clean-up.", "en"),
        ("Общество приглашает соседей на весеннюю уборку.", "ru"),
        ("Bendruomenė kviečia į pavasario talką, kuri yra prie upės.", "lt"),
        ("Kogukond kutsub kõiki talgutele, mis on jõe ääres.", "et"),
        ("Der Verein lädt die Nachbarn zum Frühjahrsputz ein und ist froh.", "de"),
        ("Projekts", None),
        ("", None),
        ("12.05.2020 | 450,00 EUR | 26044412", None),
        ("AIF logo", None),
    ],
)
def test_detect(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    text = "Biedrība īstenoja projektu kopā ar partneriem. " * 5 + "“Working together is the way.”"
    assert detect(text) == "lv"
