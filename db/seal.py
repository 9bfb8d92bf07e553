"""Sealing: each owner has a random secret, from which come the keys of pages and of digests.

A digest is keyed (HMAC-SHA256), so that after the secret is destroyed nobody can find a name by trying names.
Pages are closed with AES-256-GCM, whose tag also proves that they come back as they were; record and page are
bound in as associated data, so that sealed pages cannot be exchanged in the file.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allocation.errors import Fault, WorldError

SECRET_BYTES = 32
_NONCE_BYTES = 12


def new_secret() -> bytes:
    """A secret for a new owner."""
    return os.urandom(SECRET_BYTES)


def digest(secret: bytes, data: bytes) -> str:
    """The keyed fingerprint of a payload or page, in hex."""
    return hmac.digest(_derived(secret, b"digest"), data, "sha256").hex()


def close(secret: bytes, data: bytes, name: str) -> bytes:
    """Encrypt a page that bears this name."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_derived(secret, b"pages")).encrypt(nonce, data, name.encode())


def open_(secret: bytes, sealed: bytes, name: str, fingerprint: str) -> bytes:
    """The page again. Raises `WorldError` (`page_altered`) where a bit differs or its digest is another.

    Whoever writes to the database by hand has the keys too and could seal another page; its digest is in an
    act.
    """
    cipher = AESGCM(_derived(secret, b"pages"))
    try:
        page = cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
    except InvalidTag:
        page = None
    if page is None or not hmac.compare_digest(digest(secret, page), fingerprint):
        raise WorldError(Fault("page_altered"))
    return page


def _derived(secret: bytes, use: bytes) -> bytes:
    return hmac.digest(secret, b"lotwise " + use, hashlib.sha256)
