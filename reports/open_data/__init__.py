"""All published results, documents and agencies as files for everybody, taken from what was published alone."""
