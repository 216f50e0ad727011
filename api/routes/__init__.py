"""Routes, one noun a file: parse, call, answer."""
