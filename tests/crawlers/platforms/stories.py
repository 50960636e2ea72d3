"""Nine invented items of news, and a site of them in some platform's manner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tests.crawlers.conftest import Page

MONTHS = [
    "janvāris",
    "februāris",
    "marts",
    "aprīlis",
    "maijs",
    "jūnijs",
    "jūlijs",
    "augusts",
    "septembris",
    "oktobris",
    "novembris",
    "decembris",
]


@dataclass(frozen=True)
class Story:
    """One item: its title, its day, its paragraphs; `slug` and `number` for its address."""

    number: int
    slug: str
    title: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def dotted(self) -> str:
        """31.12.2024"""
        return f"{self.day:%d.%m.%Y}"

    @property
    def worded(self) -> str:
        """31. decembris, 2024"""
        return f"{self.day.day}. {MONTHS[self.day.month - 1]}, {self.day.year}"

    @property
    def moment(self) -> str:
        """2024-12-31T09:30:00+02:00"""
        return f"{self.day:%Y-%m-%d}T09:30:00+02:00"

    @property
    def html(self) -> str:
        """Its paragraphs as HTML."""
        return "\n".join(f"<p>{text}</p>" for text in self.paragraphs)

    @property
    def excerpt(self) -> str:
        """Its first sentence, cut."""
        return f"{self.paragraphs[0][:90].rsplit(' ', 1)[0]}…"


@dataclass
class Platform:
    """A site's pages by path, and which of them are news."""

    pages: dict[str, Page]
    news: Mapping[str, Story]
    hidden: tuple[str, ...] = ()
    undated: bool = False
    asked: Callable[[list[str]], bool] = field(default=lambda _asked: True)


STORIES = (
    Story(
        4817,
        "noslegusies-talka-pie-dzirnavu-ezera",
        "Noslēgusies talka pie Dzirnavu ezera",
        date(2024, 5, 14),
        (
            "Sestdien pie Dzirnavu ezera pulcējās četrdesmit divi talcinieki no visiem pagasta ciemiem. Viņi "
            "izcirta krūmus gar peldvietu, atjaunoja abas laipas un nokrāsoja soliņus.",
            "Materiālus iegādājās biedrība, bet pusdienas visiem gatavoja tautas nama kolektīvs. Nākamā talka "
            "būs rudenī, kad stādīs kokus.",
        ),
    ),
    Story(
        4802,
        "jauniesi-uznem-filmu-par-savu-ciemu",
        "Jaunieši uzņem filmu par savu ciemu",
        date(2024, 4, 3),
        (
            "Vienpadsmit jaunieši divus mēnešus mācījās strādāt ar kameru un montēt. Viņu filma vēsta par "
            "ciema vecāko māju un ļaudīm, kas tajā dzīvojuši.",
            "Nodarbības vadīja režisore Ilze Priedīte. Filmu rādīs kultūras namā un skolā, pēc tam tā būs "
            "skatāma arī internetā.",
            "Biedrība pateicas visiem, kas atvēra savus albumus un pastāstīja par senajiem laikiem.",
        ),
    ),
    Story(
        4790,
        "seniori-apgust-viedtalrunus",
        "Seniori apgūst viedtālruņus",
        date(2024, 2, 20),
        (
            "Bibliotēkā sākušās nodarbības senioriem, kuri vēlas droši lietot viedtālruni. Katrā grupā ir "
            "seši dalībnieki un viens brīvprātīgais palīgs.",
            "Pieteikties var bibliotēkā darba dienās līdz pulksten sešiem vakarā.",
        ),
    ),
    Story(
        4755,
        "atklata-jauna-amatnieku-darbnica",
        "Atklāta jauna amatnieku darbnīca",
        date(2023, 11, 9),
        (
            "Bijušajā pienotavā durvis vērusi amatnieku darbnīca ar četrām stellēm, podnieka ripu un "
            "galdnieka soliem. Tajā var strādāt ikviens novada iedzīvotājs.",
            "Telpas remontēja vietējais būvnieks, un darbi ilga astoņus mēnešus. Pirmajā nedēļā darbnīcu "
            "apmeklēja vairāk nekā simts cilvēku.",
        ),
    ),
    Story(
        4733,
        "ielas-vingrotaji-sacensas-parka",
        "Ielas vingrotāji sacenšas parkā",
        date(2023, 8, 26),
        (
            "Parkā pirmo reizi notika ielas vingrotāju sacensības, kurās piedalījās trīsdesmit jaunieši no "
            "sešām pilsētām. Labākie saņēma medaļas un grāmatas.",
        ),
    ),
    Story(
        4701,
        "kopienas-virtuve-gaida-saimnieces",
        "Kopienas virtuve gaida saimnieces un saimniekus",
        date(2023, 3, 17),
        (
            "Jaunā kopienas virtuve ir iekārtota un gaida pirmos lietotājus. Tajā ir divas plītis, žāvētava, "
            "vakuuma iekārta un liels galds kopīgai darbošanai.",
            "Virtuvi var rezervēt pa tālruni, un pirmie trīs mēneši ir bez maksas. Pēc tam biedrības sapulce "
            "lems par cenām.",
        ),
    ),
    Story(
        4688,
        "pieredzes-brauciens-uz-kaiminu-biedribam",
        "Pieredzes brauciens uz kaimiņu biedrībām",
        date(2022, 10, 5),
        (
            "Divdesmit biedri devās pie kaimiņiem uzzināt, kā viņi uztur velotakas un dabas takas. Brauciena "
            "laikā apskatītas piecas vietas trijos novados.",
            "Visvairāk patika stāsts par meža skolu, kurā bērni mācās zem klajas debess visu gadu.",
        ),
    ),
    Story(
        4650,
        "skolas-pagalma-aug-abeldarzs",
        "Skolas pagalmā aug ābeļdārzs",
        date(2022, 5, 2),
        (
            "Skolēni kopā ar vecākiem iestādīja divdesmit četras senu šķirņu ābeles. Katru koku apņēmusies "
            "kopt viena klase, un pie tā ir plāksnīte ar šķirnes vārdu.",
            "Stādus audzēja dārznieks Jānis Liepkalns, kurš pastāstīja arī par potēšanu.",
        ),
    ),
    Story(
        4611,
        "biedriba-ievele-jaunu-valdi",
        "Biedrība ievēlē jaunu valdi",
        date(2021, 12, 11),
        (
            "Kopsapulcē biedri apstiprināja gada pārskatu un ievēlēja piecus valdes locekļus. Valdi vadīs "
            "Anna Kalniņa, kas biedrībā darbojas kopš dibināšanas.",
            "Sapulcē pārrunāja arī nākamā gada darbus un biedra naudu, kas paliek tāda pati.",
        ),
    ),
)

ABOUT = (
    "Biedrība dibināta, lai vienotu cilvēkus, kuriem rūp sava puse. Tā apvieno četrdesmit biedrus, "
    "pašvaldības un uzņēmējus. Biedrības mērķis ir sekmēt līdzsvarotu attīstību visā teritorijā."
)
CONTACTS = "Adrese: Upes iela 1, Lejasciems. Tālrunis 6400 0000, e-pasts birojs@example.lv, darba laiks 9–17."
FOOTER = "Visas tiesības aizsargātas. Pārpublicēšanas gadījumā atsauce obligāta."


def pages_of_three() -> list[tuple[Story, ...]]:
    """The stories in three list pages of three."""
    return [STORIES[:3], STORIES[3:6], STORIES[6:]]
