"""Real sites on loopback for schedules that really run."""

from tests.crawlers.conftest import data as data
from tests.crawlers.conftest import serve as serve
