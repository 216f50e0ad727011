"""Officers' door: HTTP API under ``/api/v1``."""
