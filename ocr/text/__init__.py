"""Lines of text: from the picture, or from a text layer that the picture bears out."""
