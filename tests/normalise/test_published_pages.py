import pytest

from normalise.page import Selectors, read_page

BODY = (
    "<p>" + "Kopiena uz sarunu par nākotni sanāca ezera krastā, un katrs stāstīja savu ieceri. " * 4 + "</p>"
)


def page(head: str = "", above: str = "", below_title: str = "", after: str = "", body: str = BODY) -> str:
    return (
        f"<html><head><title>Saruna ezera krastā</title>{head}</head><body>{above}"
        f"<article><h1>Saruna ezera krastā</h1>{below_title}<div class='entry-content'>{body}</div></article>"
        f"{after}</body></html>"
    )


LD = '<script type="application/ld+json">{}</script>'


META = '<meta property="article:published_time" content="2021-03-04T00:10:00+02:00">'
ITEM = '<meta itemprop="datePublished" content="2021-03-04">'
GRAPH = '{"@graph":[{"@type":["WebPage"],"datePublished":"2021-03-04T10:00:00Z"}]}'


@pytest.mark.parametrize(
    ("html", "path", "day", "how"),
    [
        (page(META), "a", "2021-03-04", "metadata"),
        (
            page(LD.format('{"@type":"NewsArticle","datePublished":"2021-03-04"}')),
            "a",
            "2021-03-04",
            "metadata",
        ),
        (page(LD.format(GRAPH)), "a", "2021-03-04", "metadata"),
        (
            page(below_title='<time datetime="2021-03-04T10:00">pirms gada</time>'),
            "a",
            "2021-03-04",
            "metadata",
        ),
        (
            page(below_title='<b itemprop="datePublished" content="2021-03-04"></b>'),
            "a",
            "2021-03-04",
            "metadata",
        ),
        (page(below_title="<div class='date'>4. marts, 2021</div>"), "a", "2021-03-04", "visible line"),
        (page(below_title="<p>04.03.2021</p>"), "a", "2021-03-04", "visible line"),
        (page(above="<div>04.03.2021</div>"), "a", "2021-03-04", "visible line"),
        (page(), "2021/03/04/saruna/", "2021-03-04", "url"),
        (page(), "blog/2021/3/4/saruna", "2021-03-04", "url"),
        (page(ITEM, below_title="<p>05.03.2021</p>"), "2021/03/05/x/", "2021-03-04", "metadata"),
    ],
)
def test_the_article_s_own_date(html: str, path: str, day: str, how: str) -> None:
    published = read_page(html, "https://kopiena.example.lv/" + path).published
    assert published is not None
    assert (published.date, published.how) == (day, how)


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(above="<div id='clock'>Otrdiena, 2024. gada 17. septembris</div><p>Vārda dienas: Vaira</p>"),
        page(above="<div>2024. gada 18. apr.</div><div>A- A A+</div>"),
        page(below_title='<time class="updated" datetime="2024-05-05">5. maijs, 2024</time>'),
        page(below_title="<p>Pēdējās izmaiņas: 27.06.2022.</p>"),
        page(after="<footer>Last updated: 26.06.2024<br>© 2019</footer>"),
        page(after="<div class='calendar'><time datetime='2024-05-05'>5</time></div>"),
        page(after="<aside><h3>Jaunākie</h3><span class='date'>01.02.2020</span> Cits raksts</aside>"),
        page(body=BODY + "<p>Tikšanās notiks 24.05.2024. plkst. 18.00.</p>" + BODY),
        page(LD.format('{"@type":"Event","startDate":"2024-05-05"}')),
        page(LD.format('{"broken": ')),
        page('<meta property="article:modified_time" content="2024-05-05">'),
    ],
)
def test_what_is_no_publication_date(html: str) -> None:
    assert read_page(html, "https://kopiena.example.lv/saruna").published is None


@pytest.mark.parametrize("feed", ["2021-03-04T08:00:00+02:00", "Thu, 04 Mar 2021 08:00:00 +0200"])
def test_the_feed_is_believed_when_the_page_says_nothing(feed: str) -> None:
    published = read_page(page(), "https://kopiena.example.lv/a", feed_date=feed).published
    assert published is not None
    assert (published.date, published.how) == ("2021-03-04", "feed")


def test_a_broken_feed_date_counts_as_none() -> None:
    assert read_page(page(), "https://kopiena.example.lv/a", feed_date="vakar").published is None


def test_sources_that_disagree_are_told_to_the_operator() -> None:
    read = read_page(page(below_title="<p>04.03.2021</p>"), "https://kopiena.example.lv/2019/01/01/saruna/")
    assert [issue.kind for issue in read.issues] == ["publication date disagrees"]


def test_a_disputed_date_is_less_sure() -> None:
    read = read_page(page(below_title="<p>04.03.2021</p>"), "https://kopiena.example.lv/2019/01/01/saruna/")
    assert read.published is not None
    assert read.published.confidence < 0.7


def test_two_days_apart_is_no_disagreement() -> None:
    read = read_page(page(below_title="<p>04.03.2021</p>"), "https://kopiena.example.lv/2021/03/02/saruna/")
    assert read.issues == ()


def test_metadata_in_utc_gives_way_to_the_visible_next_day() -> None:
    head = '<meta property="article:published_time" content="2021-03-03T22:30:00+00:00">'
    read = read_page(page(head, below_title="<p>04.03.2021</p>"), "https://kopiena.example.lv/a")
    assert read.published is not None
    assert read.published.date == "2021-03-04"


def test_the_source_s_own_selector_comes_first() -> None:
    html = page('<meta name="date" content="2024-01-01">', after="<b id='kad'>Ievietots 04.03.2021</b>")
    read = read_page(html, "https://kopiena.example.lv/a", selectors=Selectors(date="#kad"))
    assert read.published is not None
    assert read.published.date == "2021-03-04"


def test_modified_comes_from_metadata() -> None:
    html = page('<meta property="article:modified_time" content="2024-05-05T01:00:00+03:00">')
    assert read_page(html, "https://kopiena.example.lv/a").modified == "2024-05-05"
