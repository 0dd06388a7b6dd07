"""Charts: lines, rows, panels and tables drawn from the columns of a table."""
