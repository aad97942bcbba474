"""The case after the first papers: its task list, and pages for everything a reader can add."""
