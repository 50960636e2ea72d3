"""An address for each type of page and each state of it that looks different; `{path}` stands for an id."""

from __future__ import annotations

PAGES = {
    "home": "/",
    "search": "/search?q=skola",
    "chosen": "/search?q=skola&place=Talsi&role=financed",
    "nothing": '/search?q="nekas tāds"&year=2023',
    "problems": "/search?q=after:vakar funder:nezināms",
    "article": "/article/{jauniesu-nometne}",
    "judged": "/article/{rotalu-laukums}",
    "script": "/article/{skripts}",
    "no-date": "/article/{bez-datuma}",
    "revised": "/article/{konkurss-atverts}",
    "revisions": "/article/{konkurss-atverts}/revisions",
    "funder": "/funder/sif",
    "leader": "/funder/eafrd-leader",
    "grant": "/grant/AIF/2022/KAPAC2/018",
    "silent": "/grant/AIF/2023/ACTB/044",
    "incomplete": "/grant/23-03-AL07-A019.2201-000004",
    "not-due": "/grant/AIF/2026/X/001",
    "unregistered": "/grant/2023-1-LV02-KA152-YOU-000111222",
    "coverage": "/coverage",
    "coverage-chosen": "/coverage?state=silent&funder=acf-lv&q=maja",
    "coverage-nothing": "/coverage?q=nekas",
    "rules": "/rules",
    "preflight": "/preflight?grant=AIF/2023/ACTB/044",
    "organisation": "/organisation/lielupes-krasts",
    "place": "/place/Cēsis",
    "source": "/source/selija",
    "overview": "/overview",
    "status": "/status",
    "about": "/about",
    "watch": "/watch",
    "watch-all": "/watch?search=/search%3Fq%3Dskola%26place%3DTalsi&grants=AIF/2023/ACTB/044&grants=NAV/1"
    "&funders=sif&organisations=Lielupes%20krasts&every=week&name=Visi%20jaunumi",
    "missing": "/nekas",
}
