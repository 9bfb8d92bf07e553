"""Tables in and out: CSV, workbooks, public registers. The only home of pandas."""
