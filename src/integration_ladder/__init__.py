"""The Integration Ladder: toy models, explorers and data of a course on regional economic integration."""
