"""Files → pages: pictures and text layers out of the sandbox, and what speaks against a file."""
