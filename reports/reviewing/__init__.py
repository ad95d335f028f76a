"""Review of documents: which moves there are, who makes them, and what they hold for."""
