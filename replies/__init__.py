"""Letter: what it says, its form, and the way out."""
