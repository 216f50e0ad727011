"""The page as a picture: colour, ink, upright, level, legible."""
