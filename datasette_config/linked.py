"""Records as schema.org for other machines, and grants in the shape of the 360Giving standard.

What is not known is left out: 360Giving asks for sums and award dates, which the register knows and news
rarely state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette_config.reading.articles import Article
from datasette_config.reading.lists import GrantPage
from datasette_config.reading.rows import Record

if TYPE_CHECKING:
    from datasette_config.pages.visit import Visit

CONTEXT = "https://schema.org"


def news_article(article: Article, title: str, visit: Visit) -> dict[str, Any]:
    """The article as schema.org NewsArticle with those that financed what it reports."""
    row = article.row
    return _known(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": title,
            "url": row["url"],
            "datePublished": row["published"],
            "dateModified": row["modified"],
            "inLanguage": row["language"],
            "publisher": _organisation(article.source["name"], article.source["home"])
            if article.source
            else None,
            "funder": [
                _organisation(visit.words.funder(each)) for each in article.funders if _financed(each)
            ],
            "funding": [_grant(each["grant"]) for each in article.grants if _financed(each)],
            "subjectOf": visit.origin + visit.addresses.article(row["id"]),
        }
    )


def grant_page(grant: GrantPage, registered: Record | None, visit: Visit) -> dict[str, Any]:
    """The grant as schema.org MonetaryGrant, a Grant where the register knows no sum of it."""
    register = registered or {}
    amount = register.get("amount")
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Grant" if amount is None else "MonetaryGrant",
            "identifier": grant.number,
            "name": register.get("title") or (grant.row["title"] if grant.row else None),
            "description": register.get("description"),
            "amount": None
            if amount is None
            else {"@type": "MonetaryAmount", "value": amount, "currency": register["currency"]},
            "fundedItem": _known(
                {
                    "@type": "Project",
                    "name": register.get("title"),
                    "foundingDate": register.get("start"),
                    "dissolutionDate": register.get("end"),
                    "member": _organisation(register["recipient"]) if register.get("recipient") else None,
                }
            )
            if register.get("title")
            else None,
            "url": visit.origin + visit.addresses.grant(grant.number),
            "funder": _organisation(visit.words.funder(grant.funder), grant.funder["website"])
            if grant.funder
            else None,
        }
    )


def giving(grants: list[Record], visit: Visit) -> dict[str, Any]:
    """Grants as in 360Giving, the articles about each as related documents."""
    return {"grants": [_giving_grant(grant, visit) for grant in grants]}


def _giving_grant(grant: Record, visit: Visit) -> dict[str, Any]:
    return _known(
        {
            "id": f"fundtrace-{grant['id']}",
            "title": grant["registered_title"] or grant["title"],
            "description": grant["description"],
            "grantNumber": grant["id"],
            "currency": grant["currency"],
            "amountAwarded": grant["amount"],
            "awardDate": grant["awarded"],
            "plannedDates": _not_empty({"startDate": grant["start"], "endDate": grant["end"]}),
            "grantProgramme": _not_empty({"title": grant["programme"]}),
            "beneficiaryLocation": _not_empty({"name": grant["location"]}),
            "fundingOrganization": [
                _known({"id": grant["funder"], "name": grant["name_lv"], "url": grant["website"]})
            ]
            if grant["funder"]
            else None,
            "recipientOrganization": _recipients(grant),
            "dataSource": visit.origin + visit.addresses.grant(grant["id"]),
            "relatedDocument": [
                _known(
                    {
                        "id": each["id"],
                        "title": each["title"],
                        "webAddress": each["url"],
                        "documentType": "news",
                        "datePublished": each["published"],
                        "dateRead": each["archived_at"],
                        "sha256": each["sha256"],
                    }
                )
                for each in grant["documents"]
            ],
        }
    )


def _recipients(grant: Record) -> list[dict[str, Any]]:
    """Whom the register names, else those that articles name as leading the project."""
    if grant["recipient"]:
        registration = grant["recipient_id"]
        named = f"LV-REG-{registration}" if registration else grant["organisation"]
        return [_known({"id": named, "name": grant["recipient"]})]
    return [{"id": each["id"], "name": each["name"]} for each in grant["leaders"]]


def _not_empty(values: dict[str, Any]) -> list[dict[str, Any]]:
    known = _known(values)
    return [known] if known else []


def _grant(number: str) -> dict[str, Any]:
    return {"@type": "Grant", "identifier": number}


def _organisation(name: str, url: str | None = None) -> dict[str, Any]:
    return _known({"@type": "Organization", "name": name, "url": url})


def _financed(row: Record) -> bool:
    return bool(row["role"] == "financed")


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in values.items() if value not in (None, [], "")}
