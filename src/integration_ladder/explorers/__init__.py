"""A folder per chapter, a file per explorer: the controls, the drawing and the words for one question.

Under a kernel an explorer shows the guided moves that its page in the book has, where the book is: in a clone, on Binder.
"""

from pathlib import Path

from integration_ladder.scenarios import writers
from livefigure.guided import guided_by

guided_by(Path(__file__).resolve().parents[3] / "book", writers)
