"""The flow and how it runs; :mod:`pipeline.stages` is the whole of it in plain functions: read that first."""
