"""Benchmarks anyone can run: ``./run bench [NAME …] [--json FILE]``."""
