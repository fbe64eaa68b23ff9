"""Files for other programs and for people: one module a format, the graph page and the report beside them."""
