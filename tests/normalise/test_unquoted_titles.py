"""Project titles that other signs than quotation marks give: labels, nominatives, capitals, rows of lists."""

import pytest

from tests.normalise.read import titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Uzsāk projekta īstenošanu: Upmalas parka takas izveide (līguma Nr. 1-20/928).",
            "Upmalas parka takas izveide",
        ),
        (
            "Projekta nosaukums ir SEEDING LOCAL ROOTS un to līdzfinansē Eiropas Savienība.",
            "SEEDING LOCAL ROOTS",
        ),
        ("Projekta nosaukums ir “Dūdas nav klusas”, un to atbalsta ministrija.", "Dūdas nav klusas"),
        (
            "The project REMOSA (Restoring Mosses) is supported by the Nordic Council.",
            "REMOSA (Restoring Mosses)",
        ),
        ("Dome saņēmusi atbalstu projekta Upmalas estrādes pārbūve īstenošanai.", "Upmalas estrādes pārbūve"),
        (
            "Skola sāk Erasmus+ projektu sadarbības partnerību skolu sektorā “Mākslas laboratorija”.",
            "Mākslas laboratorija",
        ),
        ("Viesi piedalījās projekta ApiAre (Ceļā uz draudzību) pasākumā.", "ApiAre (Ceļā uz draudzību)"),
        (
            "Apstiprināts novada projekts Upmala Open\n\nProjektā uzņems brīvprātīgos. Upmala Open.",
            "Upmala Open",
        ),
        (
            "Statuss\n\nProjekta nosaukums Meet & Enjoy (LV, LT); latv. Tikties\n\nIdentifikācijas numurs 5",
            "Meet & Enjoy (LV, LT)",
        ),
        (
            "Projekti\n\nPROJEKTA NOSAUKUMS: Atbildīgs aktīvisms NORISES LAIKS: 01.05.2021. BUDŽETS: 9 EUR",
            "Atbildīgs aktīvisms",
        ),
        ("Mēs esam upe!Nr. 2023.LV/NVOF/MAC/904/15\n\nProjekta mērķis ir talkas.", "Mēs esam upe!"),
    ],
)
def test_titles_that_other_words_announce(text: str, title: str) -> None:
    assert titles(text, title=text.split("\n")[0]) == [title]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sākas projekts Salacas krasta labiekārtošana.", ["Salacas krasta labiekārtošana"]),
        ("Šis projekts Salacā ir pirmā krasta labiekārtošana.", []),
        ("Dienaskārtībā: projekts LIFE GoodWater IP, tā mērķi un darbi.", ["LIFE GoodWater IP"]),
        ("Projekts LJP 5.0 palīdz strādāt jauniešiem.", ["LJP 5.0"]),
        ("Darbnīcas, projekts “Pārmaiņu aģenti: Māksla kā saruna”, projekts “DemokrātiJĀ” un draudzība.",
         ["Pārmaiņu aģenti: Māksla kā saruna", "DemokrātiJĀ"]),
        ("Dome uzsāka projekta “Takas parkā „Upes loki” (5.4.1.1/17/A/018) realizāciju. Tas tiek "
         'īstenots darbības programmas "Izaugsme" ietvaros.', ["Takas parkā „Upes loki”"]),
        ("При поддержке Фонда общественной интеграции проводится проект: летний лагерь „STĀSTI PAR ZEMI”.",
         ["STĀSTI PAR ZEMI"]),
    ],
)  # fmt: skip
def test_abbreviations_lists_and_lost_marks(text: str, found: list[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Projekta nosaukums: "Kultūra un sports" Projekta mērķis: lai jaunieši saprastu pasauli, '
         "ko tā dod un kā tajā dzīvo.", ["Kultūra un sports"]),
        ("Īstenots projekts “Zvejnieku mantojums”. Tā īstenošana bija "
         "saistīta ar fonda projekta “Ziemeļu mantojums” realizāciju.", ["Zvejnieku mantojums"]),
        ("Sākas projekta „Co-operation of Borderland Communities” (STILL ACTIVE) jeb latviskajā "
         "versijā „JOPROJĀM AKTĪVS” darbs projektā „STILL ACTIVE”.",
         ["Co-operation of Borderland Communities"]),
        ("Projekta “Dabas pieminekļa „Upes stādījumi” pasākumu īstenošana, projekta reģ. nr. 1-08/43, "
         "ietvaros.", ["Dabas pieminekļa „Upes stādījumi” pasākumu īstenošana"]),
        ("Noslēdzās biedrības “Varde” realizētais projekts LEADER Abulas lauku partnerībā – “Mēbeles”.",
         ["Mēbeles"]),
        ("Skolu apmaiņas projekta Mantojums - cieņa (Heritage in Europe) ietvaros skola viesojās.",
         ["Mantojums - cieņa (Heritage in Europe)"]),
        ("Projekta nosaukums ir Radi Liepāju Pats”, un tajā mēģināsim.", ["Radi Liepāju Pats"]),
        ("Turpinām iepriekšējos gados atbalstīto projektu “Es palieku”.", []),
        ("Projekti:\n • Klubs \"Māja\", projekts: Izproti, lem!;\n • Savienība, projekts: Augt, "
         "mācoties un darot.", ["Izproti, lem!", "Augt, mācoties un darot"]),
        ("Klubs “Rīts” MEDNIEKMĀJAS REMONTS UN ŠAUTUVES IERĪKOŠANA (Nr. 16-09-AL12-A019.2202-000010)",
         ["MEDNIEKMĀJAS REMONTS UN ŠAUTUVES IERĪKOŠANA"]),
        ("Biedrība 2017.gadā realizējot projektu “Mūzikas instrumenti” nopirka bungas. Biedrība saņēma "
         "atbalstu projekta “Aparatūras iegāde” realizācijai.", ["Aparatūras iegāde"]),
        ("Esam projektā \"Drošība\" (angļu valodā \"Security\"). Projekts \"Security\" tapis kopā.",
         ["Drošība"]),
        ("Līdzīgi kā projektā “Es palieku” arī projektā te runās.", []),
        ("Liellaivas iegāde. Projekta īstenotājs – biedrība „Oga”. Laiva slīd.\n"
         "Ekspozīcija par Durbes ezeru. Projekta īstenotājs – biedrība „Vide”.",
         ["Liellaivas iegāde", "Ekspozīcija par Durbes ezeru"]),
        ("Notika pēdējais LIFE+ projekta DVIETE pasākums.", ["DVIETE"]),
        ("We go into the third period of project Open Leadership, implemented by a region.",
         ["Open Leadership"]),
        ("Projekts: LLI-317 “Pakalpojumu uzlabošana”.\nSaīsinātais nosaukums: “SocQuality”",
         ["Pakalpojumu uzlabošana"]),
        ("Участие в конкурсе проектов «Население формирует среду» с заявкой на проект «Место отдыха».",
         ["Место отдыха"]),
    ],
)  # fmt: skip
def test_lists_short_names_and_titles_without_marks(text: str, found: list[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a title in the nominative behind the word in another case, with another name in it
        ("Fonds īsteno projektu Atbalsts biedrības „Vilnis” darbībai ezeru aizsardzībā. To finansē SIF.",
         ["Atbalsts biedrības „Vilnis” darbībai ezeru aizsardzībā"]),
        ("Biedrība īsteno projektu Atbalsts ezeru aizsardzībai Latvijā”.",
         ["Atbalsts ezeru aizsardzībai Latvijā"]),
        ("Biedrība īsteno projektu Atbalstot skolu.", []),
        ("Biedrība īsteno projektu Ķesterciema laivu piestātnes izveide.",
         ["Ķesterciema laivu piestātnes izveide"]),
        ("Notika projekta Active Manors jeb Aktīvās muižas sanāksme.", ["Active Manors"]),
        ("Notika projekta Active Manors un skolas sanāksme.", []),
        # lists in a row and each at the head of its line
        ("Jauniešu projekti tiks īstenoti maijā: “Laivas”, “Airi ezeram” un “Buras”.",
         ["Laivas", "Airi ezeram", "Buras"]),
        ("Finansējumu ieguva 4 projekti:\n\n“Laivas jau rīt!” – brauciens;\n\n“Airi ezeram” – darbnīca;\n\n"
         "Buru šūšanas mācības – šūs skolā;\n\n“Krasta ļaudis” – stāsti.",
         ["Laivas jau rīt!", "Airi ezeram", "Krasta ļaudis"]),
        ("Atbalstīti trīs projekti: “Laivas” (SIA „Vējš”), “Airi ezeram” (iedzīvotāji) un “Buras”.",
         ["Laivas", "Airi ezeram", "Buras"]),
        ("Lielākais no projektiem pagājušajā gadā bija “Laivas ezerā”, ko finansē AIF.", ["Laivas ezerā"]),
        ("Apstiprinātie projekti:\n\n  • “Laivas jau rīt” (19. maijs)\n  • “Airi ezeram” (17. maijs)\n",
         ["Laivas jau rīt", "Airi ezeram"]),
        ("Apstiprināti rīcībā iesniegtie darbi:\n\n  1. „Laivas jau rīt”, iesniedzējs – draudze;\n"
         "  2. „Airi ezeram”, iesniedzējs – skola.\n", ["Laivas jau rīt", "Airi ezeram"]),
        ("Tērpi pirkti projektā Tautas tērpi folkloras kopai “Vēji” Nr. 18-08-AL02-A019.2201-000943.",
         ["Tautas tērpi folkloras kopai “Vēji”"]),
        ("Sākām projektu Vietējo graudu veco formu apzināšana Latgalē un Sēlijā, braucām.",
         ["Vietējo graudu veco formu apzināšana Latgalē un Sēlijā"]),
        ("Notika projekta “Centru attīstība (LLI-425, OCTOPUS)” pasākums.", ["Centru attīstība"]),
        ("Projekta nosaukums: Finansējums idejām\nĪstenotājs: skola", ["Finansējums idejām"]),
        ("Skola sāk projektu jauniešu mobilitātei “Lidojam augstu”.", ["Lidojam augstu"]),
        ("Projekts Atbalsts jauniešiem tiek īstenots Rīgā.", ["Atbalsts jauniešiem"]),
        ("Projektu Atbalsts ģimenēm īsteno biedrība “Vilnis” kopā ar pašvaldību.", []),
        ("Projekta Atbalsts organizācijām vadītāja stāsta par jaunumiem.", ["Atbalsts organizācijām"]),
        # a clause behind a place, a body's genitive, bodies and events in a row
        ("Ar LEADER projektu Vecpiebalgā tika veikta estrādes pārbūve.", []),
        ("Par projektu Eiropas Komisijas jeb EK pārstāvji nerunāja.", []),
        ("Projektā “Tilti” (Nr. 2020-1-LV01-KA229-077580) un “Saules” deju kopas koncertā.", ["Tilti"]),
        ("Projektu “Tilti” (vada skola), “Radio Skonto” un “Latvijas Avīze” atbalsta AIF.", ["Tilti"]),
        # what somebody says below a list, a body's name, categories, earlier projects
        ("Atbalstīti 2 projekti:\n\n“Tilti” – brauciens;\n\n“Laivas” – deja.\n\n“Priecājamies,” saka Ilze.",
         ["Tilti", "Laivas"]),
        ("Atbalstīti projekti no Rīgas: “Mēs Latvijai” ir biedrības nosaukums.", []),
        ("Projekti tiek vērtēti divās kategorijās: “Labākais pasākums” un “Kopienas iniciatīva”.", []),
        ("Biedrības iepriekš īstenotie projekti ar atbalstu: “Saules ceļš” un “Zaļais aplis”.", []),
        ("Atbalstītie projekti:\n• Liepājas biedrība – Airē un baudi! – 600 EUR;\n"
         "• Sporta klubs – Četrinieks – sapņu komanda – 1500 EUR;",
         ["Airē un baudi!", "Četrinieks – sapņu komanda"]),
        ("Atbalstītie projekti:\n• Liepājas biedrība – Airē un baudi! – 600 EUR;", []),
        ("Projekta tāme:\n• Telpas – zāle un skatuve – 600 EUR;\n• Airi – četri pāri – 150 EUR;", []),
        ("The partners of the QuietHarbours project met in Engure.", ["QuietHarbours"]),
        ("The partners of the QuietHarbours project call met in Engure.", []),
        ("«Шаги»: встреча\nМолодёжный обмен «Шаги по звуку» прошёл. Проект (№ 2017-1-LV02-KA105-009955).",
         ["Шаги по звуку"]),
        # a career, and the project of one line
        ("Mūsu vadītāja\n2016 Sabiedrības integrācijas fonda projekts „Vārds” (koordinatore);\n", []),
        ("Mūsu darbi\n2016 Sabiedrības integrācijas fonda projekts „Vārds” (Ogre);\n", ["Vārds"]),
        # what is none: a mobility, an activity behind its number, a contest's activity
        ("Koncertā izraudzīs dalībniekus projekta mobilitātei “Mācības un koncerti”.", []),
        ("Apstiprināts aktivitātes: 19.22.02 \"Iedzīvotāju iniciatīvu attīstība\" projekta iesniegums.", []),
    ],
)  # fmt: skip
def test_nominatives_lists_and_what_is_no_title(text: str, found: list[str]) -> None:
    assert titles(text) == found
