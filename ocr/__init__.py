"""File to pages to text and seals."""
