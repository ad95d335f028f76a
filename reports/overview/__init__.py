"""Many agencies at once: derived rows, how they are kept up to date, and what is asked of them."""
