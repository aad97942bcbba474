"""Mail, as the victim meets it: which ones come, the confirmation of a mailbox, the way back by a link."""
