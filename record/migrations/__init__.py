"""The versions of the tables, run by ``shouli upgrade``."""
