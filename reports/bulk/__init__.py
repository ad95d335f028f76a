"""What is asked for many agencies at once: chosen, looked at before, and carried out by a job, an agency at a time."""
