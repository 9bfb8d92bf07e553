"""The Waiting page: every package, what is known of the one selected, and the form to type or correct one."""
