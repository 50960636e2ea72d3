"""How Scrapy is set up: nothing of its own that would ask, follow, retry or unpack behind our back."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from crawlers.packing import MAX_BODY
from crawlers.sources import DEFAULT_DELAY

TIMEOUT = 30.0
# hosts are asked one request at a time, so this bounds the hosts that answer at the same moment
CONCURRENCY = 300


def product_version() -> str:
    """Fundtrace's version, `0` when it is not installed."""
    try:
        return version("fundtrace")
    except PackageNotFoundError:
        return "0"


def user_agent(contact: str | None = None) -> str:
    """`Fundtrace/<version> (+contact)`; the contact is a web or mail address, or left out."""
    return f"Fundtrace/{product_version()}" + (f" (+{contact})" if contact else "")


def scrapy_settings(agent: str) -> dict[str, Any]:
    """Settings of a crawl; redirects, retries, robots.txt and unpacking are the fetcher's work."""
    return {
        "USER_AGENT": agent,
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": DEFAULT_DELAY,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DOWNLOAD_MAXSIZE": MAX_BODY,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DNS_TIMEOUT": 20,
        "TWISTED_DNS_RESOLVER": "crawlers.guard.GuardedResolver",
        "REACTOR_THREADPOOL_MAXSIZE": 20,
        "COOKIES_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES": {
            "crawlers.middlewares.GuardMiddleware": 10,
            "crawlers.middlewares.ArchiveMiddleware": 950,
        },
    }


def quiet_logs() -> None:
    """Scrapy and Twisted say nothing below an error: what happens is in the account."""
    for name in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)
