"""What each date is told to be for: a term to hand in by, a project's time, an activity, or another's act."""

import pytest

from normalise.dates.find import find_dates
from normalise.document import Document


def roles(text: str) -> list[str]:
    return [one.role for one in find_dates(Document(text)).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Pieteikumu iesniegšanas termiņš ir 2023. gada 28. jūlijs.",
        "Termiņš projektu iesniegšanai: 2016. gada 30. maijs.",
        "Pieteikšanās termiņš 2018. gada 10. septembris (ieskaitot).",
        "Projektu iesniegumus var iesniegt no 2021. gada 15. marta līdz 2021. gada 14. aprīlim.",
        "Projektu iesniegumu pieņemšana notiks no 2021. gada 4. janvāra līdz 2021. gada 4. februārim.",
        "Iesniegumu gaida līdz 2015. gada 17. jūlijam (pasta zīmogs).",
        "2022. gada 17. janvārī pl. 14.00 noslēdzās fonda sestais atklātais projektu konkurss.",
        "2019. gada 1. marta projektu uzsaukumam iesniegti 300 projekti.",
        "The deadline for the submission of project applications is April 23, 2018.",
        "Places are limited, so please register by 31 August 2022.",
        "Зарегистрироваться нужно до 1 октября 2023 года.",
        "Līdz 2021. gada 24. septembrim 23:59 fonds pieņem projektus gada pēdējā konkursā.",
        "Projektu iesniegšanas termiņš šajā fonda programmā ir 2019. gada 27. maijs.",
        "Pieteikties var, kamēr ir nauda, bet ne vēlāk kā 2021. gada 30. septembrī.",
        "Pieteikšanās līdz 2024. gada 15. jūnijam, pēc tam komisija izvērtēs iesniegtos pieteikumus.",
        "Anketas jāaizpilda līdz 2024. gada 15. jūnijam, un pārskats būs pieejams rudenī.",
        "Darbu pieņemšana ir noslēgusies 2023. gada 5. maijā.",
        "2024. gada 3. jūnijā noslēdzās pieteikšanās projekta apmācībām.",
        "Ekskursijai jāreģistrējas ne vēlāk kā 2024. gada 8. aprīlī.",
        "Projektu konkursa pieteikšanās termiņš pagarināts līdz 2024. gada 30. novembrim.",
    ],
)
def test_a_term_to_hand_in_by_is_a_deadline(text: str) -> None:
    assert roles(text) == ["deadline"]


@pytest.mark.parametrize(
    "text",
    [
        "Klubiņš\n\nRealizācijas laiks\n31.08.2015\n\nĪstenotājs\nGrāveru pamatskola",
        "Sākuma datums: 2019-09-18",
        "Projekta īstenošanas termiņš – 2015. gada 28. maijs.",
        "Projekta īstenošanas gala termiņš ir līdz 2020. gada 31. decembrim.",
        "Paredzēts projekta termiņa pagarinājums līdz 2020. gada 1. jūnijam.",
        "Projekts tika sākts 2014. gada 30. jūlijā.",
        "2015. gada decembrī noslēdzies projekts “Iespēju tilts”.",
        "2018. gada oktobrī projekts tika veiksmīgi noslēgts.",
        "No 2022. gada 1. novembra biedrība īsteno Aktīvo iedzīvotāju fonda projektu.",
        "Tas ilga 11 mēnešus, no 2022. gada novembra līdz 2023. gada septembrim.",
        "Ar fonda atbalstu no 2020. gada 20. aprīļa līdz 31. oktobrim mācīsim jauniešus.",
        "Norise: 2020.09.01 – 2023.02.28",
        "The project was started on September 1, 2014.",
        "Project duration: 18 months\n(Grant from: 2008-03-12)",
        "24 months, March 2018 – February 2020",
        "Implementation period: July 1, 2023, to December 31, 2023.",
        "Проект завершится 31 декабря 2019 года.",
        "Projekts ilgs līdz 2024. gada 30. septembrim, un tā mērķis ir informēt jauniešus.",
        "Projekta termiņš pagarināts līdz 2024. gada 30. novembrim.",
        "Projekts jāīsteno ne vēlāk kā 2024. gada 30. novembrī.",
        "Projekts noslēdzās 2024. gada 30. novembrī ar koncertu.",
        "2024. gada 28. martā sākās fonda atbalstīts projekts “Tilti”.",
        "Aktivitātes norises laiks: 2024. gada 1.–15. marts.",
        "Līguma darbības periods: 01.03.2024.–28.02.2025.",
        "Kopējais norises laiks: 2024. gada 1.–15. marts.",
    ],
)
def test_what_begins_and_ends_a_project_is_its_time(text: str) -> None:
    assert roles(text) == ["project_period"]


@pytest.mark.parametrize(
    "text",
    [
        "Projekta sākums: 2024. gada 3. jūnijs, noslēgums: 2024. gada 30. oktobris.",
        "Projekts sākās 2024. gada 3. jūnijā un noslēdzās 2024. gada 30. oktobrī ar svētkiem.",
    ],
)
def test_beginning_and_end_in_one_sentence_are_both_the_project_s(text: str) -> None:
    assert roles(text) == ["project_period", "project_period"]


@pytest.mark.parametrize(
    "text",
    [
        "Lauku atbalsta dienests 2016. gada 21. oktobrī apstiprināja projektu.",
        "2019. gada jūnijā biedrība “Lugaži” saņēma dienesta lēmumu par atbalstu.",
        "2023. gada 26. maijā pašvaldība noslēdza līgumu ar aģentūru.",
        "Projekts tika iesniegts 2014. gada 12. septembrī.",
        "Zivju fonda padome 2020. gada 17. aprīļa sēdē izskatīja pieteikumus.",
        "Ar 2018. gada 1. marta lēmumu projekts atbalstīts.",
        "Projekta pieteikumu 2019. gada rudenī iesniedza biedrība.",
        "2014. gada martā tika atbalstīts biedrības projekts.",
        "Reference is made to the application dated 26 April 2007.",
        "They were approved by the Monitoring Committee on 30 October 2023.",
        "2024. gada 12. maijā parakstījām sadarbības līgumu ar fondu.",
        "2024. gada 10. aprīlī izsludināja projektu iesniegumu konkursu.",
        "Ministrija 2016. gada 13. maijā izsludina projektu konkursu.",
        "Ēka nodota ekspluatācijā 2020. gada 28. aprīlī.",
        "Atskaite par darbu jāiesniedz līdz 2022. gada 15. decembrim.",
        "Atskaites iesniedz ne vēlāk kā 2022. gada 15. decembrī.",
        "Pārskatu par projektu publicēsim līdz 2024. gada 15. jūnijam.",
        "Dome 2024. gada 3. jūnijā atbalstīja līdzfinansējuma piešķiršanu biedrības projektam.",
        "Konkursa rezultātus paziņos līdz 2024. gada 8. aprīlim.",
        "Līgumu slēgšana apstiprinātajiem paredzēta 2024. gada janvārī.",
    ],
)
def test_acts_of_offices_and_boards_are_other(text: str) -> None:
    assert roles(text) == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Nometnes norises laiks: 10.07.2023. – 16.07.2023.",
        "Projekta noslēguma pasākums sāksies 2021. gada 26. jūnijā.",
        "Talku rīkoja 2018. gada 5. jūnijā, un projektu apstiprināja vēlāk. Paldies!",
        "Apmācībās 2021. gada 5. martā spriedām, kā rakstīt pieteikumu.",
        "Izstāde atvērta no 2021. gada 5. marta līdz 2021. gada 20. augustam.",
        "Biedrība 2021. gada 5. martā stādīja kokus.",
        # an event's own time and end
        "Koncerts “Pavasara skaņas”\nLaiks: 25.05.2024.\nVieta: kultūras nams",
        "Norises laiks: 12.06.2024.",
        "Sacensību norises laiks: 2024. gada 8. jūnijs",
        "Koncerta sākums 2024. gada 12. jūnijā plkst. 19.00",
        "Izstāde bibliotēkā turpināsies līdz 2024. gada 30. jūnijam.",
        "Bērnu zīmējumu konkurss noslēdzās 2024. gada 25. maijā ar koncertu.",
        "2024. gada 12. maijā noslēdzās izstāde, kurā kārtējo reizi piedalījās skolēni.",
        "Izstāde tapusi ar fonda atbalstu un skatāma no 2024. gada 1. jūnija līdz 15. septembrim.",
        "Nodarbības notiks no 2024. gada 2. septembra līdz 20. decembrim, finansē pašvaldība.",
        "Svinīgā pieņemšana notika 2024. gada 4. maijā Melngalvju namā.",
        "Bibliotēka pieņem lasītājus līdz 2024. gada 20. decembrim.",
        "Projekta ietvaros nodarbības sāksies 2024. gada 5. oktobrī.",
        "Within the project the language courses started on 12 May 2024.",
        "В рамках проекта занятия начались 5 октября 2024 года.",
        "We were close to missing the deadline, but on 5 May 2024 the exhibition was opened.",
        # offices that only stand behind it
        "2024. gada 5. jūnijā klubs atklāja laukumu, par kura būvniecību dome pieņēma lēmumu pērn.",
        "2024. gada 12. maijā notika kopsapulce, kurā apstiprināja gada pārskatu.",
        "2024. gada 12. maijā notiks fonda izsludinātā konkursa noslēguma pasākums.",
        "2024. gada 10. maijā skolēni mācījās par lēmumu pieņemšanu Saeimā.",
        "2024. gada 12. martā jaunieši piedalījās simulētā Saeimas sēdē.",
        "2024. gada 28. martā biedrība saņēma balvu par lēmumu atvērt durvis visiem.",
        "2024. gada 28. martā durvis vēra ministrijas atbalstīts projekts.",
        "Apstiprinātais projekts ļāva 2024. gada 28. martā atvērt rotaļlaukumu.",
        # calls and terms that only stand before it
        "Pēc pieteikumu iesniegšanas termiņa beigām komisija tikās 2023. gada 28. jūlijā.",
        "Informatīvais seminārs par projektu iesniegumu pieņemšanu notiks 2023. gada 3. martā.",
        "Projektu konkurss noslēdzās, un 2023. gada 5. maijā laureāti devās ekskursijā.",
        # the time of whatever is named in the genitive
        "Koncertu cikla norises laiks: no 2024. gada 1. marta līdz 30. jūnijam.",
        "Aptaujas norises laiks: 2024. gada 1.–15. marts.",
        "Kursu ilgums: no 2024. gada 1. marta līdz 30. aprīlim.",
        "Ekspozīcijas darbības periods: 2024. gada 3. jūnijs – 30. oktobris.",
    ],
)
def test_what_was_done_for_the_money_is_an_activity(text: str) -> None:
    assert roles(text) == ["activity"]


def test_the_heading_of_an_archive_tells_the_year_alone() -> None:
    assert roles("Arhīvs: 2023. gada jūnijs\n\nTalka būs 17. jūnijā.") == ["other", "activity"]


def test_the_council_of_the_young_meets_and_decides_nothing() -> None:
    assert roles("2022. gada 11. jūnijā jauniešu padomes pirmā sēde Engurē.") == ["activity"]
    assert roles("2022. gada 11. jūnijā novada domes sēde Engurē.") == ["other"]
