"""Real sites on loopback, for commands that ask them."""

from tests.crawlers.conftest import serve as serve
