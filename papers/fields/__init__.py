"""Values of fields out of the lines and tables of pages."""
