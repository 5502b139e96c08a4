"""Chapter 3: why modes of integration keep evolving."""
