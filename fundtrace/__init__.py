"""Fundtrace's command line, demo sites and schedule."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("fundtrace")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"
