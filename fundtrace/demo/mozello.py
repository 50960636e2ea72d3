from fundtrace.demo.content import Site
from fundtrace.demo.web import Ask, Reply


def answer(site: Site, ask: Ask) -> Reply:
    return Reply(b"", status=404)
