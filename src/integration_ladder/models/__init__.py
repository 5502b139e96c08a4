"""Toy models, one per file: plain numbers in, frozen dataclasses out; no pictures, no files, no globals."""
