"""Real sites on loopback, for tests that keep, restore and forget what was crawled."""

from tests.crawlers.conftest import data as data
from tests.crawlers.conftest import serve as serve
