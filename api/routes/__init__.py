"""Routes: parse, call, answer; commit first, queue second."""
