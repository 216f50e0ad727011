"""The flow and how it runs: begin with ``stages.py``."""
