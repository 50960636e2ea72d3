"""Names of bodies as pages write them: capitals, quotation marks, English, kinds; where such a name ends."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import lead, named


def test_an_award_behind_a_municipality_is_no_body() -> None:
    text = "Kuldīgas novada pašvaldība “Ģimenei draudzīga” priecājas par projektu “Tilti”."
    assert named(text) == {"Kuldīgas novada pašvaldība": "lead"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Biedrība ‘’Loki’’ īsteno projektu ‘’Tilti’’.", ("Loki", ["Tilti"])),
        ("Biedrība ''Loki'' īsteno projektu ''Tilti un ceļi''.", ("Loki", ["Tilti un ceļi"])),
        ("Biedrība 'Loki' īsteno talku.", (None, [])),
    ],
)
def test_two_apostrophes_are_a_quotation_mark(text: str, found: tuple[str | None, list[str]]) -> None:
    assert (lead(text), [project.title for project in extract_text(text).projects]) == found


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Bibliotēkas grāmatu fonds un pilsētas dzīvojamais fonds auga.", set()),
        ("Palīdz arī Latvijas Zinību fonds.", {"Latvijas Zinību fonds"}),
        ("Talsu novada muzeja atbalstītais Nīcas klubs dejo.", {"Talsu novada muzejs", "Nīcas klubs"}),
    ],
)
def test_funds_of_books_and_participles_end_a_name(text: str, bodies: set[str]) -> None:
    assert set(named(text)) == bodies


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LNVO biedrība tiekas.", "LNVO biedrība"),
        ("Jaunā biedrība tiekas.", None),
        # a body in the project's title is what it is about, until it acts
        (
            "Sākas projekts “Talsu novada bibliotēkas takas”. Viesos bija Talsu novada bibliotēka.",
            None,
        ),
        (
            "Sākas projekts “Talsu novada bibliotēkas takas”. Talsu novada bibliotēka projektā rīko talku.",
            "Talsu novada bibliotēka",
        ),
    ],
)
def test_bodies_of_a_kind_and_in_titles(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a body called by its kind alone, where only one is of that kind
        ("Tikšanās Ogres Centrālajā bibliotēkā. Apstiprināts bibliotēkas projekts “Saruna”.",
         "Ogres Centrālā bibliotēka"),
        ("Tikšanās Ogres Centrālajā bibliotēkā. Apstiprināts vietējās bibliotēkas projekts “Saruna”.", None),
        # not what chose the project, lent a room, is in a picture or sold things
        ("Projektu “Tilti” apstiprināšanai to virzīja biedrība “No Salacas”.", None),
        ("Projekts “Tilti” notiek rīcībā, ko izsludinājusi BDR “Liepājas partnerība”.", None),
        ("Lauku partnerības “Lielupe” 1. kārtas projektu konkursā apstiprināts projekts “Tilti”.", None),
        ("Projektā “Tilti” jauniešu kluba “Demo” istabā nokrāsoja sienas.", None),
        ("Zivju mazuļi iegādāti no SIA “Rūjas audzētava”, īstenojot projektu “Tilti”.", None),
        # marks with a blank behind, names of two lines, English and plural names
        ("Biedrība ‘’ Mēs – sabiedrībai’’ realizējusi projektu “Tilti”.", "Mēs – sabiedrībai"),
        ("Līdzdalības skola\n\nBiedrība “Smaids” īstenojusi projektu “Līdzdalības skola”.", "Smaids"),
        ("Ērģemes bruņinieku pils biedrība īstenojusi projektu “Gaisma”.",
         "Ērģemes bruņinieku pils biedrība"),
        ("Gulbenes novada invalīdu biedrība pulcēsies rīt.", "Gulbenes novada invalīdu biedrība"),
        ("Sanāca apvienību pārstāvji, jo beidzās projekts “Tilti”.", None),
        ("Latvijas Mazpulki organizē nometni “Izzini”.", "Latvijas Mazpulki"),
        ("Leading coordinator: The Latvian Red Cross\nPartners: Estonian Red Cross", "Latvian Red Cross"),
        ("The content is the responsibility of Upe University Association for Lifelong Learning “Park”.",
         "Upe University Association for Lifelong Learning “Park”"),
        ("Vadošais projekta partneris ir eiroreģions „Ezeru zeme”.", "Ezeru zeme"),
        ("Projekts “Plāns”\nĪstenotājs Grobiņas novada dome\nGrobiņa, Lielā iela 76", "Grobiņas novada dome"),
        ("Ogres mūzikas biedrība\nKora un ērģeļu mūzika\n7 000.00 EUR", "Ogres mūzikas biedrība"),
        ("21. aprīlī biedrība “Creative Minds” (CMC) atkal rīkoja tikšanos.", "Creative Minds"),
        ("Pašvaldība īstenojusi biedrības “Usmas krasts” finansētu projektu “Dzinējs”.", None),
        ("Projektu “Spēks” īsteno biedrība Rēzeknes pilsētas teātris-studija “Joriks”.",
         "Rēzeknes pilsētas teātris-studija “Joriks”"),
        ("Starptautiska tikšanās: Skolotāju tikšanās Pelēču pamatskolā ir projekta “Sun” daļa, ko Pelēču "
         "pamatskola rīko.", "Pelēču pamatskola"),
        ("Semināru rīko sadarbības apvienība (LISA) “Variņi” projektā “Dzirdi”.", "Variņi"),
        ("Biedrība BIRDhub Sabiedrības integrācijas fonda uzraudzībā uzsāka realizēt projektu “Aplis”.",
         "BIRDhub"),
        ("Program: NGO Activity Support Measure\nSearch projects", None),
        ("Projekta “Proti” finansējums: Eiropas Sociālās fonda 7 650 000 EUR.", None),
        ("Executer: NGO RITINEITIS\nProject title: Know yourself", "RITINEITIS"),
        ("The Norwegian Association of the Blind is a partner of the project “Be active”.", None),
        ("Projekta “Kopā” īstenošanas vieta – Caritas Jauniešu centrs, Rīga.", None),
        ("Projekta “Tilti” atzinumu deva aģentūra un Veselības ministrija kā atbildīgā iestāde.", None),
        ("Organizācija „Creative Minds” (CMC) programmas “Fonds” ietvaros no 2022. gada 1. jūnija līdz "
         "31. augustam īstenos iniciatīvu „Sadarbība”.", "Creative Minds"),
        ("Atbalstu saņēma 7 pieteikumi. Saņēmēji: biedrības “Centrs MARTA” filiāle, platforma YOU+.", None),
        ("Notika biedrības “Lauku partnerības Sēlija” projekta “Vienoti” sapulce. Biedrība “Lauku partnerība "
         "Sēlija” aicina. To rīkoja biedrība “Lauku partnerība Sēlija”.", "Lauku partnerība Sēlija"),
        ("Lauku atbalsta dienests apstiprināja Preiļu novada pašvaldības iesniegto projektu “Siena”.",
         "Preiļu novada pašvaldība"),
        ("We start project Open Leadership, implemented by Euroregion “Country of Lakes” and others.",
         "Euroregion “Country of Lakes”"),
        ("The “Intelligence Park” invites citizens to the project “Discussions”.", "Intelligence Park"),
        ("Valles ev.lut.baznīcas draudze īstenoja projektu “Tilti”.", "Valles ev.lut.baznīcas draudze"),
        ("Project “Bridges”\nExecuter: Organization", None),
        ("Lauku partnerība “Lielupe” sadarbībā ar biedrību “Sateka” un “Daugavpils un Ilūkstes novadu "
         "partnerību „Kaimiņi” Latvijā, kā arī Igaunijas partnerību “Green Riverland” un Pasvāles rajona "
         "partnerību Lietuvā divu gadu garumā organizēs pasākumus.", "Lauku partnerība “Lielupe”"),
        ("“Baltās baznīcas atbalsta biedrība” piedalījās konkursā, kur tika atbalstīts projekts “Tilti”.",
         "Baltās baznīcas atbalsta biedrība"),
        ("Tiks atklāts projekts “Republika”. Projekts tiek īstenots Siguldas novada pašvaldības konkursa "
         "\"Jauniešu projekti\" ietvaros.", None),
        ("Tā ir Veselības ministrijas izstrādātās stratēģijas mērķis, par to konferencē runāja. "
         "Par šīs publikācijas saturu ir atbildīga Preiļu novada dome.", "Preiļu novada dome"),
        ("Latvijas Sarkanais Krusts uzsāk projektu “Tilti”.", "Latvijas Sarkanais Krusts"),
        ("Pasākuma organizators: Kandavas vidusskola.", "Kandavas vidusskola"),
        ("Kandavas vidusskolā īsteno projektu “Tilti”.", "Kandavas vidusskola"),
        ("Kandavas vidusskolā runāja par skolotāju darbu projektā “Tilti” un citur, kur to dara.", None),
        ("Projekta īstenotājs: Memoriālo muzeju apvienība www.example.lv", "Memoriālo muzeju apvienība"),
        ("Festivālu, ko organizē  biedrība “Vilnis” ar domi, atbalsta ministrija.", "Vilnis"),
    ],
)  # fmt: skip
def test_names_as_pages_write_them(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OZOLU MŪZIKAS UN MĀKSLAS SKOLA\n\nKoncerti turpināsies! Naudu deva fonds. Novada dome priecājas.",
         "OZOLU MŪZIKAS UN MĀKSLAS SKOLA"),
        ("The aim of the project “Boats” of the Association “Lake District Association” is to sail.",
         "Lake District Association"),
        ("On Friday we were at the Digital Center and made a video of the project.", None),
        ("Klubs „Sarunas” norisinās biedrības „Jauniešu domes” sadarbībā ar Ventspils Jaunrades nama "
         "jauniešu klubu „Knaģis” projekta „Laivas” ietvaros.", "Sarunas"),
        ("Konkursa pasākumu finansēšanas fonds īsteno 3 projektus un ir 3000 eiro.\nBiedrība “Oga” projektā "
         "piedalās.", "Oga"),
    ],
)  # fmt: skip
def test_capitals_english_names_partners_and_money_called_a_fund(text: str, name: str | None) -> None:
    assert lead(text) == name


def test_the_headline_is_no_site_s_name() -> None:
    title = "Christmas event, new homepage and many other things!"
    text = f"{title}\nThe year began well.\nChristmas event was fun and we had a project."
    assert not [one for one in extract_text(text, title=title).organisations if one.role == "lead"]


def test_a_programme_s_years_end_a_name() -> None:
    text = "Latvijas programma 2007-2013 projekta īstenošana Rojas novada domē"
    assert set(named(text)) == {"Rojas novada dome"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rīgas 110. pamatskola īsteno projektu “Laivas”.", "Rīgas 110. pamatskola"),
        ("Projektu “Laivas” īsteno “Mēs par Latviju”.", "Mēs par Latviju"),
        (
            "Funding was given to the Latvian Youth Association, which carries out the project.",
            "Latvian Youth Association",
        ),
    ],
)
def test_schools_of_three_figures_names_in_u_and_who_is_given_money(text: str, name: str) -> None:
    assert lead(text) == name


def test_two_sentences_make_no_name() -> None:
    assert named("Piešķirts Ls 170. Forumā tikās visi.") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zemnieku saimniecība “Kalni” īsteno projektu “Ogas”.", "Zemnieku saimniecība “Kalni”"),
        ("FK “Kalni” realizē projektu “Kauss”. Uzvarēja FK “Lejas”.", "Kalni"),
        ("Projekts “Ciems”. Par rakstu sērijas “Ciems” saturu atbild laikraksts “Krasts”.", "Krasts"),
        ("Bīdreiba “Lobvokor” saaicynuoja dzīduotuojis iz projektu “Muols”.", "Lobvokor"),
        ("Группа активных жителей «Берег» победила в конкурсе. Проект «Мост» начат.", "Берег"),
        ("Наше общество «Ритм» принимало гостей в проекте «Мост».", "Ритм"),
        ("“Rails” is a project led by the association “Rust”; partners come from Estonia.", "Rust"),
        ("The project “Rails” is carried out by the Limbaži district association “Rust”.", "Rust"),
        ("The association “Rust” bought rails within the project “Rails”.", "Rust"),
        ("Projektu “Gaismas” uzņēmusies „Kalna kopiena”, kas ir biedrība ar sešiem.", "Kalna kopiena"),
        ("SIA “Kalni” 2018. gadā noslēdza līgumu Nr. 1 ar aģentūru par atbalstu projektam.", "Kalni"),
        ("SIA “Kalni” piegādāja logus projektam “Skola”. Noslēdza līgumu par piegādi.", None),
        ("Vasaru Ludzas novada jauniešu centrs sāka ar projektu “Tilti”.", "Ludzas novada jauniešu centrs"),
        ("Vēl draudze pati samaksāja par projektu “Jumts”.", None),
        ("Mēs, 14 Vidzemes jauniešu biedrības, lūdzam naudu projektiem.", None),
        ("Brocēnos mūs sagaidīja sieviešu klubs projekta “Tilti” dēļ.", None),
    ],
)  # fmt: skip
def test_farms_clubs_newspapers_and_other_languages(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kauss\nFK “Vilki” | 2023. gada 19. jūnijs, 21:40\n\nProjekts “Kauss” sākās. Otrie FK “Lāči”.",
         "Vilki"),
        ("Zvans\n\nProjekts “Zvans” pabeigts.\n\n31.08.2021. Upes draudze\nbilde.jpg", "Upes draudze"),
        ("Zvans\n\nProjekts “Zvans” pabeigts.\n\nUpes draudze, 2023. gads", "Upes draudze"),
        ("Forums\n\nApakšprojekta noslēguma forums izskanēja projektā “Zvans”.", None),
        ("Zvans\n\nProjekts “Zvans” pabeigts.\n\n31.08.2021. koncerts, spēlē Upes draudze\nbilde.jpg", None),
        ("Dziedājām\n\nBiedrība “Saime” dabūja 500 eiro no Strenču novada domes.", "Saime"),
        ("Pārskats\n\nBiedrības “Lauks” 2023. gada stāsts\n\nProjekts “Gaisma” beidzās klētī.", "Lauks"),
    ],
)  # fmt: skip
def test_bylines_and_signatures_with_the_day(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mēs, biedrība “Gaisma”, rakstījām. Dienesta īstenotā projekta “Tilti” naudu saņēmām.", "Gaisma"),
        ("Проект «Мост». За содержание публикации отвечает общество «Соседи».", "Соседи"),
        ("Группа жителей «Липы» построила сцену. Проект «Мост» начат.", "Липы"),
        ("Turnīru rīkoja sporta biedrība “Vējš”. Projekts “Kauss”.", "Vējš"),
        ("Projektu “Balss” īstenoja Dobeles novada pašvaldības Jaunatnes iniciatīvu nodaļa.",
         "Dobeles novada pašvaldības Jaunatnes iniciatīvu nodaļa"),
        ("Projekts “Taka” pabeigts.\n\n/Pededzes ielejas biedrība/", "Pededzes ielejas biedrība"),
        ("Ciema amatierteātris “Vējš” īsteno projektu “Loma”.", "Ciema amatierteātris “Vējš”"),
    ],
)  # fmt: skip
def test_we_who_answers_groups_and_parts_of_a_municipality(text: str, name: str) -> None:
    assert lead(text) == name


def test_a_place_in_the_locative_is_no_site_s_name() -> None:
    text = "Vēstis\n\nDraudzē ir 64 locekļi. Projekts “Jumts” pabeigts."
    found = extract_text(text, url="https://www.draudze.example/1").organisations
    assert not any(one.role == "lead" for one in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ciemiņi\n\nViņi dzīvos pie mums, biedrībā „Preiļu tilts”.", "Preiļu tilts"),
        ("Bodes\n\nKatru gadu mēs, lauku sieviešu biedrība „Zvani”, braucam uz Saldus novadu.", "Zvani"),
        ("Šķūnis\n\nMūsu biedrība „Krasts” ēku no pagasta nomā. Palīdzēja Talsu novada muzejs.", "Krasts"),
        ("Ciemos\n\nŠogad pie mums viesojās biedrība „Krasts” un Ogres novada pašvaldība.", None),
        ("Ielūgums\n\nKopā ar mums, partneriem, biedrība „Krasts” un Ogres novada muzejs dzied.", None),
        ("Jumts\n\nSIA „Gateris” deva latas. Tad kala naglas. Bija vējš. Lija. Jātnieku biedrība “Kalns” "
         "no sirds pateicas visiem.", "Kalns"),
        ("Ceļā\n\nJā, jā. Labi. Nu. Redzi. Biedrība “Pele” no Aizputes krauj zeķes. Mūs gaida biedrība "
         "“Salas”.", "Pele"),
        ("Svētki\n\nProjekts “Saule” beidzies. Paldies SIA “Ledus” un z/s “Kumeļi”!\n\n"
         "Ģimeņu biedrība “Bura”\n02.06.2023", "Bura"),
        ("Maisi\n\nPaldies fondam, kas finansē biedrības „Kamols” projektu „Mazs maiss”.", "Kamols"),
        ("Logi\n\nTālu. Tuvu. Sen. Nesen. Cesvaines draudze ar prieku var teikt, ka logi ir gatavi. "
         "Palīdzēja Cesvaines pils.", "Cesvaines draudze"),
        ("Muzejs / Ziņas\n\nLini\n\nViss ir Abavas sētas muzejā. Tas ir projektā “Lini”, ko muzejs īsteno.",
         "Abavas sētas muzejs"),
        ("Buss\n\nProjekts “Buss”: konkursu rīko Jaunatnes programmu aģentūra.", None),
        ("Organs\n\nThe lead partner is the foundation Helme Heritage, which works with Ogre Municipality.",
         "Helme Heritage"),
        ("Camp\n\nIn July our association, Venta Hill, hosted the youth exchange.", "Venta Hill"),
        ("Deja\n\nFolkloras kopa „Upīte” 2019. gada 19., 20. un 21. jūlijā Tērvetes silā rīkoja danču skolu.",
         "Folkloras kopa “Upīte”"),
    ],
)  # fmt: skip
def test_who_speaks_of_itself_signs_thanks_or_begins(text: str, name: str | None) -> None:
    assert lead(text) == name


def test_a_museum_that_its_own_text_names_by_its_kind() -> None:
    told = "Zāle\n\nTā ir Preiļu Vēstures muzejā. {} „Putas” muzejs iesniedza Nacionālā muzeju krājuma daļai."
    assert lead(told.format("Projektu")) == "Preiļu Vēstures muzejs"


def test_a_verb_before_a_club_is_no_part_of_its_name() -> None:
    names = [
        one.name
        for one in extract_text("To uzstādīja airēšanas klubs “Laša”, īstenojot projektu.").organisations
    ]
    assert names == ["Laša"]
