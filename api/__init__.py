"""The officers' door: HTTP under ``/api/v1``."""
