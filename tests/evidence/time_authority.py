"""A time-stamping authority for tests: its own root and certificate, answers signed with them (RFC 3161)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def der(tag: int, *parts: bytes) -> bytes:
    """One DER value with its length."""
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x80 | -(-size.bit_length() // 8)]) + _big(size)
    return bytes([tag]) + length + content


def _big(number: int) -> bytes:
    return number.to_bytes(max(1, -(-number.bit_length() // 8)), "big")


def integer(number: int) -> bytes:
    """A DER integer that is not negative."""
    return der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    """A DER object identifier."""
    first, second, *rest = map(int, dotted.split("."))
    content = bytes([first * 40 + second])
    for arc in rest:
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.insert(0, arc & 0x7F | 0x80)
        content += bytes(septets)
    return der(6, content)


SEQUENCE, SET, OCTETS, CONTEXT = 0x30, 0x31, 0x04, 0xA0
SHA256 = der(SEQUENCE, oid("2.16.840.1.101.3.4.2.1"), der(5))
RSA_SHA256 = der(SEQUENCE, oid("1.2.840.113549.1.1.11"), der(5))
SIGNED_DATA, TST_INFO = oid("1.2.840.113549.1.7.2"), oid("1.2.840.113549.1.9.16.1.4")


class Authority:
    """Answers with its time; `forged` changes what it says, `moment` when it says it."""

    def __init__(self, name: str = "Test authority") -> None:
        self.moment = NOW
        self._root_key, self._key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = _certificate(
            f"{name}, root", f"{name}, root", self._root_key, self._root_key, is_root=True
        )
        self.own = _certificate(name, f"{name}, root", self._key, self._root_key, is_root=False)

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def answer(
        self, request: bytes, forged: Callable[[bytes, int], tuple[bytes, int]] | None = None
    ) -> bytes:
        """The answer to a request. forged: another digest and number than were asked for."""
        from rfc3161_client._rust import parse_timestamp_request

        asked = parse_timestamp_request(request)
        digest, nonce = asked.message_imprint.message, asked.nonce or 0
        if forged:
            digest, nonce = forged(digest, nonce)
        when = self.moment.strftime("%Y%m%d%H%M%SZ").encode()
        imprint = der(SEQUENCE, SHA256, der(OCTETS, digest))
        info = der(SEQUENCE, integer(1), oid("1.2.3.4"), imprint, integer(7), der(0x18, when), integer(nonce))
        granted = der(SEQUENCE, integer(0))
        return der(SEQUENCE, granted, der(SEQUENCE, SIGNED_DATA, der(CONTEXT, self._signed(info))))

    def _signed(self, info: bytes) -> bytes:
        """SignedData (RFC 5652) over the info, with the certificate's digest signed too (RFC 5816)."""
        own = self.own.public_bytes(Encoding.DER)
        ess = der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTETS, hashlib.sha256(own).digest()))))
        attributes = sorted(
            [
                der(SEQUENCE, oid("1.2.840.113549.1.9.3"), der(SET, TST_INFO)),
                der(
                    SEQUENCE,
                    oid("1.2.840.113549.1.9.4"),
                    der(SET, der(OCTETS, hashlib.sha256(info).digest())),
                ),
                der(SEQUENCE, oid("1.2.840.113549.1.9.16.2.47"), der(SET, ess)),
            ]
        )
        signature = self._key.sign(der(SET, *attributes), padding.PKCS1v15(), hashes.SHA256())
        issuer = der(SEQUENCE, self.own.issuer.public_bytes(), integer(self.own.serial_number))
        signer = der(
            SEQUENCE,
            integer(1),
            issuer,
            SHA256,
            der(CONTEXT, *attributes),
            RSA_SHA256,
            der(OCTETS, signature),
        )
        content = der(SEQUENCE, TST_INFO, der(CONTEXT, der(OCTETS, info)))
        return der(SEQUENCE, integer(3), der(SET, SHA256), content, der(CONTEXT, own), der(SET, signer))


def _certificate(
    name: str, issuer: str, key: rsa.RSAPrivateKey, signer: rsa.RSAPrivateKey, *, is_root: bool
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    signs = x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=365))
        .not_valid_after(NOW + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(signs, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if not is_root:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(signer, hashes.SHA256())
