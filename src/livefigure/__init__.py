"""Matplotlib figures with controls that live in a static page and under a Jupyter kernel."""
