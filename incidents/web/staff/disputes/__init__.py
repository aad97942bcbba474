"""Objections to letters, and the block list."""
