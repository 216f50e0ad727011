"""File → pages → text and seals."""
