"""Content security policies of the pages that kg writes: each runs and shows what it holds itself."""

import base64
import hashlib


def fingerprint(text: str) -> str:
    """Return the source expression that allows exactly this text in a content security policy.

    >>> fingerprint("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
