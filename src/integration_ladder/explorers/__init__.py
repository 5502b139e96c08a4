"""A folder per chapter, a file per explorer: the controls, the drawing and the words for one question."""
