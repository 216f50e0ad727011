"""One module a revision, each with what it makes of the tables before it and of the rows in them."""
