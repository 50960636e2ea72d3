"""How much more do two workers read than one, and what does a page cost them and the collector?

Run by hand: `python -m benchmarks.workers [SITES] [ROUNDS]`; needs `redis-server`, some minutes, loopback
only. An archive of varied pages is read again by one worker and by two in turn, so that both meet the same
load of the machine; the ratio of the best times counts.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crawl_sites import sites
from crawlers.run import crawl
from crawlers.sources import Source
from fundtrace.workers.queue import Queue
from fundtrace.workers.rereading import Rereading
from fundtrace.workers.sharing import Shared
from fundtrace.workers.tasks import make_app

LEAST = 1.7
_PAGES = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of an empty Redis on a free loopback port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        for _ in range(500):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.01)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def measure(data: Path, sources: list[Source], broker: str, count: int) -> tuple[float, float, float]:
    """Seconds that `count` workers take, and the processor's seconds of the workers and of the collector."""
    command = [sys.executable, "-m", "fundtrace.cli", "workers", "start", "--broker", broker]
    workers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(count)
    ]
    store = str(data / "shared")
    queue = Queue(broker, make_app(broker))
    try:
        # both are started and have read a first file
        Rereading(data, Shared(store), store, queue).renormalise(sources[: 2 * count])
        before = [_spent(worker.pid) for worker in workers]
        own, begun = time.process_time(), time.monotonic()
        Rereading(data, Shared(store), store, queue).renormalise(sources)
        took = time.monotonic() - begun
        own = time.process_time() - own
        return took, sum(_spent(worker.pid) for worker in workers) - sum(before), own
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def main() -> None:
    """Prints times and ratio; exit status 1 when two workers read less than `LEAST` times what one does."""
    count, rounds = (int(value) for value in [*sys.argv[1:], "16", "3"][:2])
    with TemporaryDirectory() as folder, redis(Path(folder)) as broker:
        data = Path(folder) / "data"
        with sites(count, _PAGES, varied=True) as fleet:
            sources = [
                Source(id=f"s{number}", name=f"B {number}", home=home, delay=0, allow_private_addresses=True)
                for number, home in enumerate(fleet.homes)
            ]
            crawl(sources, data)
        pages = count * _PAGES
        best = {1: float("inf"), 2: float("inf")}
        for _ in range(rounds):
            for workers in best:
                took, read, collected = measure(data, sources, broker, workers)
                best[workers] = min(best[workers], took)
                print(
                    f"{workers} workers: {pages} pages in {took:.1f} s; "
                    f"processor: {1000 * read / pages:.1f} ms a page in the workers, "
                    f"{1000 * collected / pages:.1f} in the collector; load {os.getloadavg()[0]:.1f}"
                )
    ratio = best[1] / best[2]
    print(f"two workers read {ratio:.2f} times what one does (at least {LEAST})")
    sys.exit(ratio < LEAST)


if __name__ == "__main__":
    main()
