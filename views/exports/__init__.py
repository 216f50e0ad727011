"""Tables to take away: one export each, written as xlsx or csv."""
