"""One thing of a page at a time."""

import pytest

from normalise.page import Selectors, read_page

TEXT = "Kopienas ļaudis ezera krastā uzcēla laipu, salaboja soliņus un iekopa ugunskura vietu visiem. " * 3
BODY = f"<p>{TEXT}</p>"
HTML = "<html><head><title>Jauna laipa</title></head><body>{}</body></html>"
URL = "https://www.ezermala.example.lv/jaunumi/laipa"


def lines(html: str, url: str = URL, selectors: Selectors | None = None) -> list[str]:
    return read_page(html, url, selectors=selectors).text.split("\n")


def article(inner: str, head: str = "<title>Jauna laipa</title>") -> str:
    return (
        f"<html><head>{head}</head><body><article><h1>Jauna laipa</h1>{BODY}{inner}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        ("<title>Jauna laipa</title>", "", "Jauna laipa"),
        ("<title>Jauna laipa | Ezermala</title>", "", "Jauna laipa"),
        ("<title>Ezermala » Jauna laipa</title>", "", "Jauna laipa"),
        ("<title>Jauna laipa - ko darījām</title>", "", "Jauna laipa - ko darījām"),
        ("<title>x</title><meta property='og:title' content='Jauna laipa'>", "", "Jauna laipa"),
        ("<title>Ezermala</title>", "<h1>Jauna laipa krastā</h1>", "Jauna laipa krastā"),
        ("<title>Jauna laipa | Ezermala</title>", "<h1>Ezermala</h1><h2>Jauna laipa</h2>", "Jauna laipa"),
        ("<title>Jauna laipa | Ezermala</title>", "<h1>Jaunumi</h1>", "Jauna laipa"),
        ("<title>Ezermala</title>", "<div class='virsraksts'>Jauna laipa krastā</div>", "Jauna laipa krastā"),
        ("<title>Ezermala</title>", "<p><b>Jauna laipa krastā</b></p>", "Jauna laipa krastā"),
        (
            '<script type="application/ld+json">{"@type":"Article","headline":"Jauna laipa"}</script>',
            "",
            "Jauna laipa",
        ),
        ("", "", None),
    ],
)
def test_title(head: str, above: str, title: str | None) -> None:
    html = f"<html><head>{head}</head><body><div>{above}{BODY}</div></body></html>"
    assert read_page(html, URL).title == title


@pytest.mark.parametrize(
    ("link", "url", "canonical"),
    [
        ("https://www.ezermala.example.lv/jaunumi/laipa", URL + "?utm_source=fb#a", URL),
        ("/jaunumi/laipa", URL + "?share=1", URL),
        ("https://ezermala.example.lv/jaunumi/laipa", URL, "https://ezermala.example.lv/jaunumi/laipa"),
        ("https://cits.example.lv/jaunumi/laipa", URL + "#a", URL),
        ("https://www.ezermala.example.lv/", URL, URL),
        ("https://www.ezermala.example.lv/jaunumi/", URL, URL),
        ("https://www.ezermala.example.lv/raksts", URL[:-14] + "/raksts?id=7", URL[:-14] + "/raksts?id=7"),
        ("https://www.ezermala.example.lv/laipa/", URL[:-14] + "/?p=7", URL[:-14] + "/laipa/"),
        ("javascript:void(0)", URL, URL),
        ("http://[broken", URL, URL),
        ("", URL + "?id=5#x", URL + "?id=5"),
    ],
)
def test_canonical(link: str, url: str, canonical: str) -> None:
    html = article("", f'<link rel="canonical" href="{link}"><title>Jauna laipa</title>')
    assert read_page(html, url).canonical == canonical


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("<p>viens<br>divi tris cetri</p>", "divi tris cetri"),
        ("<p>cieta&nbsp;&nbsp;atstarpe \n te</p>", "cieta atstarpe te"),
        ("<p>ne\u200bredzams\u00ad vārds</p>", "neredzams vārds"),
        ("<p>&#147;Pēdiņas&#148; &#150; te</p>", "“Pēdiņas” – te"),
        ("<p>a\u0304bols un s\u030cis</p>", "ābols un šis"),
        ("<ul><li><p>punkts ar rindkopu</p></li></ul>", "• punkts ar rindkopu"),
        ("<ul><li>• punkts ar punktu</li></ul>", "• punkts ar punktu"),
        ("<ol><li>pirmais</li><li>otrais</li></ol>", "2. otrais"),
        ("<ul><li></li>bez punkta</ul>", "bez punkta"),
        ("<p>teksts <!-- nav --> pēc piezīmes</p>", "teksts pēc piezīmes"),
        ("<p>teksts <?php nav ?> pēc komandas</p>", "teksts pēc komandas"),
        ("<pre>pirmā\n  otrā rinda</pre>", "otrā rinda"),
        ("<pre><table><tr><td>Ilgums</td><td>3 gadi</td></tr></table></pre>", "Ilgums | 3 gadi"),
        ("<table><tr><td>Ilgums</td><td>2 gadi</td></tr></table>", "Ilgums | 2 gadi"),
        ("<p>* Projektu atbalsta novads.</p>", "* Projektu atbalsta novads."),
        ("<p><small>Finansē Aktīvo iedzīvotāju fonds.</small></p>", "Finansē Aktīvo iedzīvotāju fonds."),
        ("<img src='a.png' alt='Aktīvo iedzīvotāju fonda logo'>", "Aktīvo iedzīvotāju fonda logo"),
        ("<img src='a.png' alt='sif-kras-eez'>", "sif-kras-eez"),
        ("<figure><img src='a.png'><figcaption>Foto: A. Ozols</figcaption></figure>", "Foto: A. Ozols"),
        (
            "<div class='wp-caption'><img src=a.png><p class='wp-caption-text'>Laipa rītā</p></div>",
            "Laipa rītā",
        ),
    ],
)
def test_a_line_of_the_article(inner: str, line: str) -> None:
    assert line in lines(article(inner))


@pytest.mark.parametrize(
    "inner",
    [
        "<p>Dalīties</p>",
        "<p><a href='/x'>Lasīt vairāk »</a></p>",
        "<p>Top</p><p>Mainīt izmēru</p>",
        "<p>Last updated: 26.06.2024 15:10</p>",
        "<p>Mēs izmantojam sīkdatnes, lai lapa strādātu.</p>",
        "<p>Jūsu e-pasta adrese netiks publicēta. Obligātie lauki ir atzīmēti kā *</p>",
        "<p>Trešdiena, 8. maijs, Vārda dienas: Staņislavs</p>",
        "<div class='social-share'>Nosūti šo rakstu visiem saviem draugiem</div>",
        "<div style='display:none'>lētas tabletes internetā bez receptes</div>",
        "<div class='related-posts'><a href='/y'>Cits raksts par citu laipu citā krastā</a></div>",
        "<img src=a.jpg alt=IMG_2033><img src=b.jpg alt=20230512_101112><img src=c.jpg alt=cels.jpg>",
        "<script>var fonds = 'Aktīvo iedzīvotāju fonds'</script>",
        "<!-- Aktīvo iedzīvotāju fonds -->",
    ],
)
def test_furniture_leaves_no_line(inner: str) -> None:
    assert lines(article(inner)) == ["Jauna laipa", TEXT.strip()]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("nolikums.pdf", "https://www.ezermala.example.lv/jaunumi/nolikums.pdf"),
        (" /projekti ", "https://www.ezermala.example.lv/projekti"),
        ("/par mums", "https://www.ezermala.example.lv/par%20mums"),
        ("/laipas-atklāšana", "https://www.ezermala.example.lv/laipas-atkl%C4%81%C5%A1ana"),
        ("/a%20b?c=d&e=[1]", "https://www.ezermala.example.lv/a%20b?c=d&e=[1]"),
        ("mailto:laipa@ezermala.example.lv", None),
        ("#augšup", None),
    ],
)
def test_addresses_are_made_whole(written: str, address: str | None) -> None:
    page = read_page(article(f"<p><a href='{written}'>saite</a></p>"), URL)
    assert [link.address for link in page.links] == ([address] if address else [])


def test_the_caption_of_a_figure_around_the_article_is_no_picture_s() -> None:
    html = HTML.format(
        f"<figure><figcaption>Logo</figcaption><article><h1>Jauna laipa</h1>{BODY}"
        "<img src=a.png></article></figure>"
    )
    assert [image.caption for image in read_page(html, URL).images] == [""]


def test_an_alternative_text_stands_once() -> None:
    html = article("<img src='a.png' alt='AIF logo'><img src='b.png' alt='AIF logo'>")
    assert lines(html).count("AIF logo") == 1


def test_a_standing_logo_in_the_footer_is_not_the_article_s() -> None:
    html = article("").replace("</body>", "<footer><img src='f.png' alt='LEADER logo'></footer></body>")
    assert read_page(html, URL).images == ()


def test_a_funding_statement_in_a_part_of_its_own_is_kept() -> None:
    section = "<section><div><p>Projektu finansē Aktīvo iedzīvotāju fonds Latvijā.</p></div></section>"
    html = (
        "<html><head><title>Jauna laipa</title></head><body><main><section><div><h1>Jauna laipa</h1>"
        f"{BODY * 4}</div></section>{section}</main></body></html>"
    )
    assert "Projektu finansē Aktīvo iedzīvotāju fonds Latvijā." in lines(html)


def test_the_text_of_a_page_in_one_form_is_read() -> None:
    html = HTML.format(f"<form><h1>Jauna laipa</h1>{BODY * 8}</form>")
    assert TEXT.strip() in lines(html)


def test_a_body_with_the_class_of_furniture_is_kept() -> None:
    html = HTML.format(f"<div class='social'><h1>Jauna laipa</h1>{BODY}</div>")
    assert TEXT.strip() in lines(html)


PIECES = "<div class=saturs><p>Īsi.</p></div><div class=saturs><p>Beigas.</p></div>"
SELECTED = f"<html><body><h3 id=v>Virsraksts te</h3>{BODY}{PIECES}</body></html>"


def test_selectors_choose_title_and_body() -> None:
    assert lines(SELECTED, selectors=Selectors(title="#v", body=".saturs")) == [
        "Virsraksts te",
        "Īsi.",
        "Beigas.",
    ]


@pytest.mark.parametrize("selector", [".nav-tādas", "div[", "::nope(", "a:foo"])
def test_a_selector_that_fails_is_told_and_the_general_reader_takes_over(selector: str) -> None:
    page = read_page(SELECTED, URL, selectors=Selectors(body=selector))
    assert ([issue.kind for issue in page.issues], TEXT.strip() in page.text) == (["selector"], True)


def test_a_menu_above_the_article_s_own_heading_is_no_text() -> None:
    menu = "<h1>Biedrība “Laiva”</h1><ul><li>Jaunumi</li><li>Par mums</li></ul><a href='/'>Atgriezties</a>"
    html = (
        f"<title>Talka pie upes</title><main>{menu}<h2>Talka pie upes</h2><p>6. maijs, 2025</p>"
        f"<p>{'Pagasta ļaudis ar brīvprātīgajiem sakopa upes krastu un laboja laipas. ' * 5}</p></main>"
    )
    text = read_page(html, "https://example.lv/a").text
    assert text.splitlines()[:1] == ["Talka pie upes"]
    assert "Par mums" not in text
    assert text.count("Talka pie upes") == 1
