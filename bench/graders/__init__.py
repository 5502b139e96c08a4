"""The graders that this project's is measured against, and what it takes to hand all of them the same submissions."""
