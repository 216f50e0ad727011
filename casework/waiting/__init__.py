"""Acts carried out later: after the minute in which their letter can be taken back, or by a second officer."""
