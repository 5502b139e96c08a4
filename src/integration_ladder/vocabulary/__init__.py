"""The course's nouns of drawing and saying: its look, and what explorers and charts draw and say alike."""
