"""Manifests of what was removed for good: signed by the city's key, checked by its public one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from safety_net.core.models import PurgedEntry, PurgeManifest

Stored = bytes | memoryview


class NoKey(Exception):
    """There is no key to sign with: `manage.py audit_key` makes one."""


def first_broken() -> int | None:
    """The first entry of a manifest whose signature or list doesn't hold; None if all do."""
    keys = {fingerprint(key): key for key in _public_keys()}
    broken = [one.pk for one in PurgeManifest.objects.all() if not _holds(one, keys)]
    listed = PurgedEntry.objects.filter(manifest_id__in=broken).order_by("pk")
    first = listed.values_list("pk", flat=True).first()
    # A manifest that removed nothing from the log, yet isn't signed, is as bad: its number.
    return first if first is not None or not broken else 0


def digest(rows: Iterable[tuple[int, Stored, Stored]]) -> str:
    """SHA-256 over a line for each removed payload, by `seq`: seq, hash, hash of what remains."""
    said = hashlib.sha256()
    for seq, before, after in rows:
        said.update(f"{seq} {bytes(before).hex()} {bytes(after).hex()}\n".encode())
    return said.hexdigest()


def sign(body: str) -> tuple[bytes, str]:
    """The signature of `body` and the fingerprint of its key. Raises NoKey."""
    key = _private_key()
    return key.sign(body.encode()), fingerprint(key.public_key())


def make_key() -> Path:
    """A new key of the city's own, mode 600, and its public part beside it. FileExistsError."""
    file = key_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.touch(mode=0o600, exist_ok=False)
    file.write_bytes(private)
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (file.parent / f"{fingerprint(key.public_key())[:16]}.pub").write_bytes(public)
    return file


def key_file() -> Path:
    return Path(settings.SAFETY_NET_PURGE_KEY_FILE)


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the public key's 32 bytes, in hex."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def _holds(manifest: PurgeManifest, keys: dict[str, Ed25519PublicKey]) -> bool:
    key = keys.get(manifest.key)
    if key is None:
        return False
    try:
        key.verify(bytes(manifest.signature), manifest.body.encode())
    except InvalidSignature:
        return False
    said = json.loads(manifest.body)
    rows = manifest.entries.order_by("pk").values_list("pk", "hash", "remains")
    return bool(said["manifest"] == manifest.pk and said["log"] == digest(rows.iterator()))


def _private_key() -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(key_file().read_bytes(), password=None)
    except OSError as problem:
        raise NoKey(f"No key at {key_file()}: manage.py audit_key makes one.") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{key_file()} holds no Ed25519 key.")
    return key


def _public_keys() -> Iterable[Ed25519PublicKey]:
    for file in sorted(key_file().parent.glob("*.pub")):
        key = serialization.load_pem_public_key(file.read_bytes())
        if isinstance(key, Ed25519PublicKey):
            yield key
