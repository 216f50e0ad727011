"""What a case is and where it is kept: the plain values every other package speaks in."""
