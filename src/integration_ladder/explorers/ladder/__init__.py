"""Chapter 2: the stage ladder."""
