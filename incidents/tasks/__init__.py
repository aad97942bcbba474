"""The edge to Celery: shells of a few lines, safe to run twice."""
