"""Proposals for new file formats: what readers said of files that nobody knew."""
