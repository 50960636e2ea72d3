"""Pages in the manner of five systems, each read whole."""

from functools import cache
from pathlib import Path

import pytest

from normalise.page import read_page
from normalise.records import Page

PAGES = Path(__file__).parent / "pages"
ADDRESSES = {
    "wordpress": "https://upeskrasts.example.lv/2023/05/12/pavasara-talka/?utm_source=x#more",
    "joomla": "https://ezerzeme.example.lv/index.php/61-2019/426-zivju-svetki",
    "mozello": "https://www.kalnukopiena.example.lv/aktualitates/params/post/48177/saruna",
    "drupal": "https://mezanovads.example.lv/lv/jaunums/atklata-jauna-darbnica?page=0",
    "custom_php": "http://www.ieleja.example.lv/lv/article.php?id=16",
}


@cache
def read(kind: str) -> Page:
    return read_page((PAGES / f"{kind}.html").read_text(encoding="utf-8"), ADDRESSES[kind])


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("wordpress", "Pavasara talka Liepu parkā noslēgusies"),
        ("joomla", "Zivju svētki Ezerzemē - ko paveicām"),
        ("mozello", "Saruna ar jauniešiem"),
        ("drupal", "Atklāta jaunā darbnīca"),
        ("custom_php", "Ielejā atjaunots ceļš uz kapliču"),
    ],
)
def test_title(kind: str, title: str) -> None:
    assert read(kind).title == title


@pytest.mark.parametrize("kind", ADDRESSES)
def test_the_title_is_the_first_line_and_stands_once(kind: str) -> None:
    page = read(kind)
    assert [place for place, line in enumerate(page.text.split("\n")) if line == page.title] == [0]


@pytest.mark.parametrize(
    ("kind", "canonical"),
    [
        ("wordpress", "https://upeskrasts.example.lv/2023/05/12/pavasara-talka/"),
        ("joomla", ADDRESSES["joomla"]),
        ("mozello", ADDRESSES["mozello"]),  # its og:url is the home page
        ("drupal", "https://mezanovads.example.lv/lv/jaunums/atklata-jauna-darbnica"),
        ("custom_php", ADDRESSES["custom_php"]),
    ],
)
def test_canonical(kind: str, canonical: str) -> None:
    assert read(kind).canonical == canonical


@pytest.mark.parametrize(
    ("kind", "day", "how"),
    [
        ("wordpress", "2023-05-12", "metadata"),
        ("joomla", "2019-07-03", "visible line"),
        ("mozello", "2025-02-13", "visible line"),
        ("drupal", "2021-01-26", "visible line"),
        ("custom_php", "2019-09-10", "visible line"),
    ],
)
def test_published(kind: str, day: str, how: str) -> None:
    published = read(kind).published
    assert published is not None
    assert (published.date, published.how) == (day, how)


@pytest.mark.parametrize("kind", ADDRESSES)
def test_language(kind: str) -> None:
    assert read(kind).language == "lv"


@pytest.mark.parametrize("kind", ADDRESSES)
def test_nothing_is_odd(kind: str) -> None:
    assert read(kind).issues == ()


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("wordpress", "lai sakoptu upes malu un iestādītu trīsdesmit jaunus kokus."),
        ("wordpress", "• salaboti seši soliņi;"),
        ("wordpress", "Soliņi | 820,50"),
        (
            "wordpress",
            "*Projektu finansē Islande, Lihtenšteina un Norvēģija EEZ un Norvēģijas grantu programmas"
            " “Aktīvo iedzīvotāju fonds” ietvaros.",
        ),
        ("wordpress", "Talkas dalībnieki pie jaunā tiltiņa"),
        ("wordpress", "AIF logo"),
        ("joomla", "Svētku nolikums"),
        ("joomla", "Pasākumu līdzfinansē Eiropas Jūrlietu un zivsaimniecības fonds."),
        ("joomla", "EJZF logo"),
        ("mozello", "Sarunu vadīja Ilze Kalnmale."),
        (
            "mozello",
            "Projektu atbalsta Sabiedrības integrācijas fonds no Kultūras ministrijas piešķirtajiem"
            " Latvijas valsts budžeta līdzekļiem.",
        ),
        ("drupal", "3. Pirmdienās notiks nodarbības bērniem."),
        ("drupal", "Darbnīcas iekārtas par 9 300 EUR iegādātas projektā Nr. 19-00-A019.333-000007."),
        ("custom_php", "Ceļš pirms darbiem"),
        (
            "custom_php",
            'Projekts tika īstenots ar Ielejas novada domes konkursa "Mēs savai Ielejai" atbalstu 700 eiro'
            " apmērā.",
        ),
    ],
)
def test_a_line_of_the_text(kind: str, line: str) -> None:
    assert line in read(kind).text.split("\n")


@pytest.mark.parametrize(
    ("kind", "furniture"),
    [
        ("wordpress", "Sākums"),
        ("wordpress", "Pāriet uz saturu"),
        ("wordpress", "12. maijs, 2023"),
        ("wordpress", "anna"),
        ("wordpress", "Dalīties"),
        ("wordpress", "Cita talka"),
        ("wordpress", "e-pasta adrese"),
        ("wordpress", "Sabiedrības integrācijas fonda"),
        ("wordpress", "LEADER"),
        ("wordpress", "DSC02127"),
        ("joomla", "Vārda dienas"),
        ("joomla", "A- A A+"),
        ("joomla", "Jūs atrodaties"),
        ("joomla", "Drukāt"),
        ("joomla", "Publicēts"),
        ("joomla", "Skatījumi"),
        ("joomla", "Nākamais"),
        ("joomla", "Top"),
        ("mozello", "2025"),
        ("mozello", "Komentāri"),
        ("mozello", "LEADER"),
        ("drupal", "sīkdatnes"),
        ("drupal", "Vitauts"),
        ("drupal", "Pēdējās izmaiņas"),
        ("drupal", "26.01.2021"),
        ("custom_php", "A- A A+"),
        ("custom_php", "Sākums"),
        ("custom_php", "Lasīt"),
        ("custom_php", "10.09.2019"),
        ("custom_php", "Atpakaļ"),
        ("custom_php", "© 2015"),
        ("custom_php", "IMG_2033"),
    ],
)
def test_furniture_is_out(kind: str, furniture: str) -> None:
    assert furniture not in read(kind).text


def test_images_with_absolute_addresses() -> None:
    addresses = [image.address for image in read("wordpress").images]
    assert addresses == [
        "https://upeskrasts.example.lv/wp-content/uploads/2023/05/DSC02127.jpg",
        "https://upeskrasts.example.lv/logo/aif.png",
    ]


def test_an_image_keeps_its_caption() -> None:
    assert read("wordpress").images[0].caption == "Talkas dalībnieki pie jaunā tiltiņa"


def test_links_are_absolute() -> None:
    addresses = {link.address for link in read("wordpress").links}
    assert "https://upeskrasts.example.lv/wp-content/uploads/2023/05/parskats.pdf" in addresses


def test_the_base_element_counts() -> None:
    addresses = [link.address for link in read("joomla").links]
    assert addresses[0] == "https://ezerzeme.example.lv/index.php/61-2019/images/nolikums.pdf"


def test_modified() -> None:
    assert read("wordpress").modified == "2023-05-20"


POSTER = '<h1>Soliņi parkā</h1><p><img src="/plakats.jpg" alt=""></p>'
MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Sākums", "Par mums", "Projekti", "Galerija")
)
SENTENCE = "<p>Biedrība uzlika sešus soliņus un iestādīja liepas.</p>"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (f"<main>{POSTER}</main>", ["pictures alone"]),
        (f"<main><ul>{MENU}</ul>{POSTER}<ul>{MENU}</ul></main>", ["pictures alone"]),
        (f"<main>{POSTER}<p>12.05.2022</p><p>Skatījumi: 512</p><p>Drukāt Dalīties</p></main>",
         ["pictures alone"]),
        (f"{POSTER}<p><a href='/a'>Sākums</a> <a href='/b'>Par mums</a> <a href='/c'>Galerija</a></p>",
         ["pictures alone"]),
        # a word of money, a caption, a sentence that is a link, documents: these are read
        (f"<main>{POSTER}<p>Finansē VKKF un Talsu novads.</p></main>", []),
        ("<main><h1>Nometnes foto</h1><figure><img src='/a.jpg'><figcaption>1. diena: jaunieši būvē plostu "
         "Usmas ezerā, 2024. gada jūlijs</figcaption></figure></main>", []),
        (f"<main>{POSTER}<p><a href='/a'>Aizpildi anketu par iedzīvotāju vajadzībām Kandavas pagastā</a></p>"
         "</main>", []),
        ("<main><h1>Nolikumi</h1><img src='/logo.png'><p><a href='/n.pdf'>Nolikums</a></p></main>", []),
        ("<header><img src='/l.png'></header><main><h1>Saites</h1><p><a href='/n'>Ziņas</a></p></main>", []),
        (f"<main>{POSTER}{SENTENCE}</main>", []),
        (f"<main><h1>Soliņi parkā</h1>{SENTENCE}</main>", []),
        ("<main><h1>Nolikumi</h1><p><a href='/n.pdf'>Konkursa nolikums un veidlapa</a></p></main>", []),
    ],
)  # fmt: skip
def test_a_page_whose_words_stand_in_pictures_says_so(body: str, kinds: list[str]) -> None:
    page = read_page(
        f"<html><head><title>Soliņi</title></head><body>{body}</body></html>", "https://a.example/z"
    )
    assert [issue.kind for issue in page.issues] == kinds
