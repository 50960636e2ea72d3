"""The posts as data: enough of them, and labels that a reader could not call wrong at a glance."""

from __future__ import annotations

import calendar
import re

import pytest

from fundtrace.demo import Post, Site, content, load_sites
from fundtrace.demo.content import DateLabel, DemoContentError

MUST_PAY = {
    *(
        "acf-lv",
        "eea-norway",
        "sif",
        "eafrd-leader",
        "emff",
        "mfa-lv",
        "erdf",
        "esf",
        "rrf",
        "erasmus-plus",
        "esc",
    ),
    *("interreg", "vkkf", "lvaf", "izm-lv", "lm-lv", "municipality", "nordic", "us-embassy", "lvm", "cerv"),
}
FUNDER_IDS = MUST_PAY | {"life", "amif", "km-lv", "zm-lv", "varam", "swiss"}
POSTS = [pytest.param(site, post, id=f"{site.id}-{post.id}") for site in load_sites() for post in site.posts]
READABLE = [case for case in POSTS if not case.values[1].protected]
each_post = pytest.mark.parametrize(("site", "post"), POSTS)
each_readable = pytest.mark.parametrize(("site", "post"), READABLE)
PLATFORMS = ["wordpress", "wordpress-closed", "joomla", "mozello", "php"]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_five_sites_of_five_kinds():
    assert [site.platform for site in load_sites()] == PLATFORMS


def test_at_least_forty_posts():
    assert len(READABLE) >= 40


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_at_least_eight_posts_a_site(site: Site):
    assert len(site.posts) >= 8


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_post_numbers_are_unique(site: Site):
    assert len({post.id for post in site.posts}) == len(site.posts)


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_slugs_are_unique(site: Site):
    assert len({post.slug for post in site.posts}) == len(site.posts)


def test_every_main_funder_pays_somewhere():
    paying = {funder for case in POSTS for funder in case.values[1].labels.funders}
    assert paying >= MUST_PAY


def test_some_posts_have_no_funder_at_all():
    assert sum(not case.values[1].labels.funders for case in READABLE) >= 8


@pytest.mark.parametrize("language", ["en", "ru"])
def test_other_languages_are_there(language: str):
    assert any(case.values[1].language == language for case in POSTS)


@each_readable
def test_length_is_a_posts_length(site: Site, post: Post):
    assert 80 <= len(post.text.split()) <= 250


@each_post
def test_each_post_says_what_it_is_there_for(site: Site, post: Post):
    assert post.situations


@each_post
def test_funder_ids_are_known(site: Site, post: Post):
    named = {*post.labels.funders, *post.labels.mentioned_funders}
    assert {funder for funder in named if not funder.startswith("other:")} <= FUNDER_IDS


@each_post
def test_no_funder_is_both_payer_and_mentioned(site: Site, post: Post):
    assert not set(post.labels.funders) & set(post.labels.mentioned_funders)


@each_post
def test_published_is_the_posts_own_day(site: Site, post: Post):
    assert post.labels.published in (None, post.published.date())


@each_post
def test_published_is_known_somehow(site: Site, post: Post):
    assert (post.labels.published is None) == (post.labels.published_how is None)


@each_post
def test_moments_have_an_offset(site: Site, post: Post):
    assert post.published.utcoffset() is not None


@each_readable
def test_grant_numbers_are_canonical(site: Site, post: Post):
    ids = [grant.id for grant in post.labels.grants]
    assert ids == [re.sub(r"\s", "", number).upper() for number in ids]


@each_readable
def test_grant_numbers_are_visibly_invented(site: Site, post: Post):
    assert all(
        re.search(r"9\d", grant.id.rsplit("-", 1)[-1].split("LV", 1)[-1]) for grant in post.labels.grants
    )


@each_readable
def test_grant_numbers_stand_where_the_label_says(site: Site, post: Post):
    for grant in post.labels.grants:
        held = post.text if grant.where in ("text", "caption") else post.html
        assert grant.as_written in held


@each_readable
def test_numbers_outside_the_text_are_not_in_it(site: Site, post: Post):
    outside = [grant for grant in post.labels.grants if grant.where not in ("text", "caption")]
    assert not [grant.id for grant in outside if grant.as_written in post.text or grant.id in post.text]


@each_readable
def test_dates_stand_in_the_text(site: Site, post: Post):
    assert [
        d.as_written for d in post.labels.dates if squeezed(d.as_written) not in squeezed(post.text)
    ] == []


@each_readable
def test_dates_run_forwards(site: Site, post: Post):
    assert all(d.start <= d.end for d in post.labels.dates)


def whole(label: DateLabel) -> bool:
    """Whether the ends are the first and last day of what the precision names."""
    last = calendar.monthrange(label.end.year, label.end.month)[1]
    months = (label.end.year - label.start.year) * 12 + label.end.month - label.start.month + 1
    spans = {"month": months, "season": 3, "quarter": 3, "half-year": 6, "year": 12}
    return label.start.day == 1 and label.end.day == last and months == spans[label.precision]


@each_readable
def test_coarse_dates_are_whole(site: Site, post: Post):
    assert all(whole(d) for d in post.labels.dates if d.precision != "day")


@each_readable
def test_years_of_dates_are_in_the_text_or_the_posts_own(site: Site, post: Post):
    years = {str(d.start.year) for d in post.labels.dates} - {
        str(post.published.year),
        str(post.published.year + 1),
    }
    assert [year for year in years if year not in post.text] == []


@each_readable
def test_amounts_stand_in_the_text(site: Site, post: Post):
    assert [a.as_written for a in post.labels.amounts if a.as_written not in post.text] == []


@each_readable
def test_amounts_are_what_is_written(site: Site, post: Post):
    for amount in post.labels.amounts:
        digits = re.sub(r"[^\d,]", "", amount.as_written).replace(",", ".")
        assert float(digits) == amount.value


@each_readable
def test_projects_stand_in_the_text(site: Site, post: Post):
    assert [title for title in post.labels.projects if title not in post.text] == []


@each_readable
def test_lead_organisation_stands_in_the_text(site: Site, post: Post):
    assert post.labels.lead_org is None or post.labels.lead_org in post.text


def test_organisations_have_no_real_looking_account():
    assert [
        case.id
        for case in POSTS
        if re.search(r"LV\d\d[A-Z]{4}\d{13}", case.values[1].body.replace("LV00", ""))
    ] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "is not TOML"),
        ('id = 1\nslug = "a"', "title"),
        (
            'id = 1\nslug = "a"\ntitle = "b"\npublished = 2024-01-01T00:00:00Z\nbody = ""\nfoo = 1\n[labels]',
            "foo",
        ),
    ],
)
def test_a_wrong_file_is_named(tmp_path, monkeypatch, text: str, said: str):
    (tmp_path / "site" / "posts").mkdir(parents=True)
    (tmp_path / "site" / "posts" / "1-wrong.toml").write_text(text, "utf-8")
    monkeypatch.setattr(content, "SITES", tmp_path)
    with pytest.raises(DemoContentError, match=f"1-wrong.toml.*{said}"):
        content.load_site.__wrapped__("site")
