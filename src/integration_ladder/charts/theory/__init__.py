"""Chapter 1: why regions trade."""
