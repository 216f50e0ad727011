"""Tables: ruled lines, cells, aligned columns."""
