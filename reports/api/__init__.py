"""The read-only API: what may be asked, what is answered, and its description, said once for all three."""
