"""Questions answered in the page: a small Sphinx extension."""
