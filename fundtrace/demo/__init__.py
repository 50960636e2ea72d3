"""Five small websites in the manner of the real ones, served on loopback for the demo and the tests."""

from fundtrace.demo.content import Labels, Post, Site, load_site, load_sites
from fundtrace.demo.server import DemoSites, path_of, serve_demo, write_sources

__all__ = [
    "DemoSites",
    "Labels",
    "Post",
    "Site",
    "load_site",
    "load_sites",
    "path_of",
    "serve_demo",
    "write_sources",
]
