"""The words of `vocabulary/date_roles.toml`, each in a sentence that is told wrong without it."""

import pytest

from tests.normalise.read import dates


@pytest.mark.parametrize(
    "text",
    [
        "Līdz 2022. gada 31. augustam register your team.",
        "Sign up for the hike no later than 31 August 2022.",
        "Rezervācijas gaidām līdz 2022. gada 31. augustam.",
        "Dod ziņu līdz 2022. gada 31. augustam!",
        "Jautājumus uzdod līdz 2022. gada 31. augustam!",
        "Dalības maksa jāsamaksā līdz 2022. gada 31. augustam.",
        "Нужно записаться до 31 августа 2022 года.",
        "Тексты принимаются до 31 августа 2022 года.",
        "Заявки на участие ждём не позднее 31 августа 2022 года.",
        "Projektu konkurss atklāti noslēgsies 2022. gada 31. augustā.",
        "Pieteikties varēs, bet lūgums iesūtīt 2022. gada 31. augustā.",
        "Darbi jāsūta, pasta zīmogs 2022. gada 31. augusts.",
        "Darbi jāsūta 2022. gada 31. augustā (pasta zīmogs).",
        "Termiņš reģistrācijai ir 2022. gada 31. augusts.",
        "2022. gada 31. augustā gaida ideju pieteikumus.",
        "Pieteikumus mēs gaidīsim no 2022. gada 1. līdz 31. augustam.",
    ],
)
def test_by_when_something_is_asked_for(text: str) -> None:
    assert [one.role for one in dates(text)] == ["deadline"]


@pytest.mark.parametrize(
    "text",
    [
        "2022. gada 31. augustā dome nolēma atbalstīt talku.",
        "2022. gada 31. augustā biedrība iesniedz fondam projektu.",
        "Fonds konkursu izsludināja 2022. gada 31. augustā.",
        "Pieteikumus komisija izvērtēs līdz 2022. gada 31. augustam.",
        "Lēmumu pieņems līdz 2022. gada 31. augustam, pieteikumus vairs neņem.",
        "Par pieteikumiem tiks paziņots līdz 2022. gada 31. augustam.",
        "Maksājuma pieprasījums jāiesniedz līdz 2022. gada 31. augustam.",
        "Vienošanās ar muzeju noslēgta 2022. gada 31. augustā.",
        "Līgumu slēgšana paredzēta 2022. gada 31. augustā.",
        "Fonds apstiprināja plānu 2022. gada 31. augustā.",
    ],
)
def test_what_offices_decide_and_report(text: str) -> None:
    assert [one.role for one in dates(text)] == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Project work began in May 2022.",
        "The association began the project in May 2022.",
        "In May 2022 the implementation of the project started.",
        "In May 2022 the association launched its project.",
        "Start date: 2022-05-01",
        "Svarīgi atcerēties dienu: 31.08.2022. – projekta noslēgums.",
        "Ilgums paredzēts no 2022. gada 1. līdz 31. augustam.",
        "2022. gada 31. augustā klubs pielika punktu projektam.",
        "Projekts jānoslēdz 2022. gada 31. augustā.",
        "Projekta rezultāti būs līdz 2022. gada 31. augustam.",
        "Iecerēts darbus veikt līdz 2022. gada 31. augustam.",
        "Plānots, ka taka taps līdz 2022. gada 31. augustam.",
        "Ar jauniešiem darbosimies līdz 2022. gada 31. augustam.",
        "Norises laiks: 2022. gada 1.–31. augusts.",
        "Nama remonta ilgums nemainās, no 2022. gada 1. maija līdz 31. augustam.",
        "Ieviešana noslēdzās 2022. gada 31. augustā.",
        "Projekta “Tilti” beigas ir 2022. gada 31. augustā.",
        "Time frame: May 2022",
        "Atjaunosim namu par fonda finansējumu no 2022. gada 1. maija līdz 31. augustam.",
        "Mums ir iecere mācīties no 2022. gada 1. maija līdz 31. augustam.",
        "Paredzēts ieviest jaunu kārtību no 2022. gada 1. maija līdz 31. augustam.",
        "We implement it no 2022. gada 1. maija līdz 31. augustam.",
        "Darbu sešus mēnešus turpināsim no 2022. gada 1. maija līdz 31. augustam.",
        "Plānots labiekārtot parku no 2022. gada 1. maija līdz 31. augustam.",
        "Programmu vadīsim no 2022. gada 1. maija līdz 31. augustam.",
        "Our project no 2022. gada 1. maija līdz 31. augustam.",
        "Darbus realizēs no 2022. gada 1. maija līdz 31. augustam.",
        "Проект длится no 2022. gada 1. maija līdz 31. augustam.",
        "Ideju īstenosim no 2022. gada 1. maija līdz 31. augustam.",
        "Projektā mācīsimies no 2022. gada 1. maija līdz 31. augustam.",
    ],
)
def test_when_a_project_runs(text: str) -> None:
    assert [one.role for one in dates(text)] == ["project_period"]


@pytest.mark.parametrize(
    "text",
    [
        "Darbi apskatāmi no 2022. gada 1. maija līdz 31. augustam, finansē fonds.",
        "Darbi skatāmi: skatāma foto sērija no 2022. gada 1. maija līdz 31. augustam, finansē fonds.",
        "Notiks ekspedīcija no 2022. gada 1. maija līdz 31. augustam, finansē fonds.",
        "Ekspozīcija ir atvērta no 2022. gada 1. maija līdz 31. augustam, finansē fonds.",
        "Notiks talka no 2022. gada 1. maija līdz 31. augustam, finansē fonds.",
        "Ies kursi no 2022. gada 1. maija līdz 31. augustam, finansē fonds.",
        "The exhibition is open from 1 May 2022 to 31 August 2022 the fund will finance our project.",
        "The concert is held from 1 May 2022 to 31 August 2022 the fund will finance our project.",
        "A course is held from 1 May 2022 to 31 August 2022 the fund will finance our project.",
        "A hike is held from 1 May 2022 to 31 August 2022 the fund will finance our project.",
    ],
)
def test_what_is_held_for_months(text: str) -> None:
    assert [one.role for one in dates(text)] == ["activity"]
