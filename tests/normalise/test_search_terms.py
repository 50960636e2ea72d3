import pytest

from normalise.search_terms import fold, opening, stems


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ķekavas ŠĶŪNIS", "kekavas skunis"),
        ("āčēģīķļņšūž", "acegiklnsuz"),
        ("Łódź, Malmö, Århus", "lodz, malmo, arhus"),
        ("a\u0304bols", "abols"),
        ("Ēriks & 2023.LV/ĢDP/73", "eriks & 2023.lv/gdp/73"),
        ("Рига ½ ﬁ", "рига ½ ﬁ"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Ķekavas šķūnis – “Ūdeņi” …", "İstanbul straße ǅ ŉ ﬃ", "Ωμέγα Ёлка"])
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "forms",
    [
        "projekts projekta projektam projektu projektā projekti projektiem projektus projektos",
        "biedrība biedrības biedrībai biedrību biedrībā biedrībām biedrībās",
        "partnerība partnerības partnerībai partnerībām",
        "novads novada novadam novadā novados",
        "iedzīvotāju iedzīvotāji iedzīvotājiem iedzīvotājs",
        "laukums laukuma laukumā laukumiem",
        "atbalstītā atbalstītās atbalstītai atbalstītajā atbalstītajās atbalstītajam",
        "zeme zemē zemēm zemes zemi",
        "skola skolā skolām skolas",
        "skolotāja skolotājai skolotājas skolotājām skolotājs skolotājam skolotājiem skolotājos skolotāju",
        "māja mājā mājai mājas mājām",
        "jaunietis jaunieša jaunietim jaunieti jaunietī jaunieši jauniešu jauniešiem jauniešus jauniešos",
        "latvietis latvieša latvieti latvieši latviešu latviešiem",
        "vācietis vācieša vācieši vāciešu",
        "tūkstotis tūkstoti tūkstoši tūkstošu tūkstošiem",
        "sieviete sievietes sievietei sievieti sieviešu sievietēm sievietēs",
        "universitāte universitātes universitāšu universitātēm",
        "izstāde izstādes izstādē izstāžu izstādēm",
        "nakts nakti naktij naktī naktis nakšu naktīm naktīs",
        "smiltis smilšu smiltīm",
        "sirds sirdij sirdis siržu sirdīm",
        "briedis brieža briedim briedi briedī brieži briežu briežiem briežus briežos",
        "brīdis brīža brīdī brīži brīžiem",
        "bite bites bitei biti bišu bitēm bitēs",
        "priede priedes priežu priedēm",
        "lācis lāča lāči lāču lāčiem",
        "lasis laša lasim laši lašiem",
        "vēzis vēža vēži vēžu",
        "dadzis dadža dadži dadžu",
        "brālis brāļa brāļi brāļu",
        "suns suņa sunim suņi suņu",
        "krāsns krāsnis krāšņu krāsnīm",
        "zvaigzne zvaigznes zvaigžņu zvaigznēm",
        "skapis skapja skapim skapji skapju skapjiem",
        "gulbis gulbja gulbji gulbju gulbjiem",
        "zeme zemes zemju zemēm",
        "zivs zivij zivis zivju zivīm",
        "žirafe žirafes žirafju žirafēm",
        "upe upes upei upi upē upju upēm upēs",
        "acs acij acī acis acu acīm acīs",
        "ēka ēkas ēkai ēku ēkā ēkām ēkās",
        "ezis eža ezim ezi eži ežu ežiem",
    ],
)
def test_the_cases_of_a_word_share_one_stem(forms: str) -> None:
    assert len(set(stems(forms).split())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Biedrībām piešķirtajā finansējumā un upēm",
        "Ūdenszīmes jaunajās telpās ļaudīm",
        "šķēršļu ceļš ģimenēm",
        "jauniešu upēm ēkās nakšu briežiem",
    ],
)
def test_typing_without_diacritics_gives_the_same_stems(text: str) -> None:
    assert stems(fold(text)) == stems(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AIF/2022/KAPAC2/018", "aif/2022/kapac2/018"),
        ("21-02-AL31-A019.2201-000005", "21-02-al31-a019.2201-000005"),
        ("2023.LV/ĢDP_NVO/14", "2023.lv/gdp nvo/14"),
        ("LLI–402", "lli-402"),
        ("25.10.2023.", "25.10.2023"),
        ("2022.gadā", "2022 gad"),
        ("darbībā.Aktīvi", "darbib aktiv"),
        ("skolēnu/jauniešu", "skolen jauniet"),
        (" – … ", ""),
        ("", ""),
    ],
)
def test_numbers_stay_whole_and_words_fall_apart(text: str, expected: str) -> None:
    assert stems(text) == expected


def test_different_words_keep_different_stems() -> None:
    assert len(set(stems("projekts programma partneris pagasts pašvaldība").split())) == 5


@pytest.mark.parametrize(
    "words",
    [
        "viesi vieta",
        "paši pati",
        "mežs medus",
        "gāze gads",
        "kāzas kādas",
        "masa māte",
        "klase klāt",
        "draudze draudi",
        "ārā ar arī",
    ],
)
def test_short_words_are_not_thrown_together(words: str) -> None:
    assert len(set(stems(words).split())) == len(words.split())


@pytest.mark.parametrize(
    ("beginning", "opened"),
    [("Projekt", "projekt"), ("universi", "univers"), ("up", "up"), ("LA19a", "la19a"), ("", "")],
)
def test_a_beginning_keeps_its_last_consonant(beginning: str, opened: str) -> None:
    assert opening(beginning) == opened
