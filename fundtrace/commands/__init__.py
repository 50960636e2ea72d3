"""The commands, one module a group."""

import click

from fundtrace.commands.catalogue import publish, serve
from fundtrace.commands.check import check
from fundtrace.commands.crawling import crawl, renormalise
from fundtrace.commands.demo import demo
from fundtrace.commands.doctor import doctor
from fundtrace.commands.evidence import evidence
from fundtrace.commands.export import export
from fundtrace.commands.extract import extract
from fundtrace.commands.forget import forget
from fundtrace.commands.grants import grants
from fundtrace.commands.keeping import backup, restore
from fundtrace.commands.logos import logos
from fundtrace.commands.preflight import preflight
from fundtrace.commands.prune import prune
from fundtrace.commands.report import report
from fundtrace.commands.schedule import schedule
from fundtrace.commands.sources import sources
from fundtrace.commands.status import status
from fundtrace.commands.workers import workers

COMMANDS: tuple[click.Command, ...] = (
    *(demo, sources, crawl, renormalise, extract, serve, publish, status),
    *(grants, check, preflight, report, evidence, export, logos),
    *(schedule, workers, doctor, forget, prune, backup, restore),
)
