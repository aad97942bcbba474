"""What lies inside an uploaded original: its texts, and the facts that its form carries. Read only, never run."""
