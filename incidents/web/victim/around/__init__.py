"""What lies around the report: files, persons, safety, consents, the visit, who looked, leaving for good."""
