"""One module a revision: what it makes of the tables before it and of the rows in them."""
