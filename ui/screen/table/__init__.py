"""Tables over frozen rows: columns declared once, a model for rows at hand, one for paged queries, a view."""
