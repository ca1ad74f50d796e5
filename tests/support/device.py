"""A browser that subscribed to push messages, as the push service's other end sees it."""

from __future__ import annotations

import base64
import json
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from notify.models import ContactMethod
from tests.support.cast import Person
from tests.support.stub import Stub


class Device:
    """A browser that subscribed, and reads what is pushed to it (RFC 8291)."""

    def __init__(self, stub: Stub, name: str = "phone") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = b"sixteen bytes !!"
        self.endpoint = f"{stub.url}/push/{name}"

    @property
    def _public(self) -> bytes:
        form = serialization.PublicFormat.UncompressedPoint
        return self._key.public_key().public_bytes(serialization.Encoding.X962, form)

    def keys(self) -> dict[str, str]:
        pairs = {"p256dh": self._public, "auth": self._auth}
        return {name: base64.urlsafe_b64encode(raw).decode() for name, raw in pairs.items()}

    def subscribes(self, who: Person) -> ContactMethod:
        body = {"endpoint": self.endpoint, "keys": self.keys(), "language": "en"}
        made = who.client.post("/api/push/", body)
        assert made.status_code == 201, made.content
        return ContactMethod.objects.get(pk=made.json()["id"])

    def reads(self, body: bytes) -> dict[str, Any]:
        salt, (_size,), length = body[:16], struct.unpack("!L", body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        secret = self._key.exchange(ec.ECDH(), other)
        info = b"WebPush: info\x00" + self._public + theirs
        key = self._derive(self._auth, info, 32, secret)
        content_key = self._derive(salt, b"Content-Encoding: aes128gcm\x00", 16, key)
        nonce = self._derive(salt, b"Content-Encoding: nonce\x00", 12, key)
        plain = AESGCM(content_key).decrypt(nonce, sealed, None)
        found: dict[str, Any] = json.loads(plain.rstrip(b"\x00")[:-1])
        return found

    @staticmethod
    def _derive(salt: bytes, info: bytes, length: int, secret: bytes) -> bytes:
        return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
