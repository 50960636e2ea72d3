"""Measures quality and speed on the project's own texts; `python -m benchmarks` prints the tables."""
