"""Reading what a download says of itself."""

from email.message import Message
from urllib.parse import unquote


def name_in(header: str) -> str:
    """The file name of a Content-Disposition header, as a browser reads it."""
    message = Message()
    message["Content-Disposition"] = header
    for part in header.split(";"):
        if part.strip().startswith("filename*=utf-8''"):
            return unquote(part.strip().removeprefix("filename*=utf-8''"))
    return str(message.get_filename() or "")
