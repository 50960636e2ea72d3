"""Waits for a queue or a store that does not answer or has no room, and says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from fundtrace.failure import Failure
from fundtrace.logs import log

_FIRST_PAUSE = 0.2
_Outcome = TypeVar("_Outcome")


class Away(Failure):
    """The queue or the store does not answer, or takes no more: one sentence."""


def never() -> bool:
    """For those who wait whatever happens meanwhile."""
    return False


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try again: for `most` seconds in a row or until `stopped`, pauses growing to `pause`."""

    most: float
    pause: float = 30.0
    stopped: Callable[[], bool] = never

    def until_it_works(self, action: Callable[[], _Outcome]) -> _Outcome:
        """What the action gives; says what is in the way, each reason once, and when it is over.

        Raises the last `Away` when patience is at its end.
        """
        began, said, pause = time.monotonic(), "", _FIRST_PAUSE
        while True:
            try:
                outcome = action()
            except Away as away:
                if self.stopped() or time.monotonic() - began > self.most:
                    raise
                if str(away) != said:
                    said = str(away)
                    log("waiting", why=said)
                time.sleep(pause)
                pause = min(2 * pause, self.pause)
            else:
                if said:
                    log("going on", waited=f"{time.monotonic() - began:.0f} s")
                return outcome


# for who collects: bundles that come meanwhile are merged at each try
COLLECTORS = Patience(most=3600.0, pause=2.0)
