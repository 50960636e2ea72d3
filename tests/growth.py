"""How the work grows with its input: a ratio of two measurements, tried again before it is believed."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")

TRIES = 6
# far from what a square law gives (`times` times linear), out of reach of a busy machine's caches
SLACK = 2.5
# below this many seconds the clock and the first calls weigh more than the work
LEAST = 0.004


def grows_in_step(work: Callable[[Input], object], make: Callable[[int], Input], small: int) -> bool:
    """True when an input eight times as long as `make(small)` costs about eight times as much.

    CPU seconds of this thread, the collector of garbage off: what else the machine does cannot fail it.
    """
    short, long = make(small), make(small * 8)
    return any(seconds(work, long) <= SLACK * 8 * max(seconds(work, short), LEAST) for _ in range(TRIES))


def seconds(work: Callable[[Input], object], given: Input) -> float:
    """Seconds of this thread's processor, the collector of garbage off."""
    gc.collect()
    gc.disable()
    try:
        began = time.thread_time()
        work(given)
        return time.thread_time() - began
    finally:
        gc.enable()
