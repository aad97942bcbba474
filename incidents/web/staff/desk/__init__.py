"""The desk: the queue, a case as a memo, and what staff do with it."""
