"""One file per explorer: the controls, the drawing and the words for one question asked of one model."""
