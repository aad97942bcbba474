"""Free text between victims and staff: cleaned of what the eye does not see, within bounds, without secrets."""

from incidents.core import secret_scan
from incidents.core.errors import BadInput, SecretFound
from incidents.documents.clean import clean_text


def checked(text: str, *, most: int) -> str:
    """The text as it is kept. Raises BadInput("text_missing" or "text_too_long"), SecretFound when it holds a secret.

    >>> checked(" Thank you.\\u202e \\r\\n", most=20)
    'Thank you.'
    """
    if len(text) > 2 * most:
        raise BadInput("text_too_long", most=most)
    if findings := secret_scan.scan(text):
        raise SecretFound(findings=findings)
    bare = clean_text(text, 2 * most)
    if not bare:
        raise BadInput("text_missing")
    if len(bare) > most:
        raise BadInput("text_too_long", most=most)
    return bare
