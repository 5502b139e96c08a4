"""A folder per chapter, a file per chart of data: a table in, a picture and a sentence out; no model, no control."""
