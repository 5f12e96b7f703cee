"""A certificate for a server of our own, and the trust that makes it count."""

import ssl
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from models import clock

HOST = "127.0.0.1"


def a_trusted_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, host: str = HOST, is_expired: bool = False
) -> ssl.SSLContext:
    """Return the TLS of a server at this address, whose issuer everybody here trusts from now on.

    Args:
        folder: where its files go.
        monkeypatch: of the test.
        host: the name that the certificate is for.
        is_expired: whether its days are over.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    shown, context = _served(folder, host, key=key, signed_by=key, is_expired=is_expired)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    return context


def a_server_of_an_unknown_issuer(folder: Path) -> ssl.SSLContext:
    """Return the TLS of a server at our address, with a certificate by nobody we know."""
    key, issuer = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    _, context = _served(folder, HOST, key=key, signed_by=issuer, issuer="Onbekend")
    return context


def _served(
    folder: Path,
    host: str,
    *,
    key: ec.EllipticCurvePrivateKey,
    signed_by: ec.EllipticCurvePrivateKey,
    issuer: str = "Mijlpaal test",
    is_expired: bool = False,
) -> tuple[Path, ssl.SSLContext]:
    """Return the file of a new certificate, and the TLS of the server that shows it."""
    now = clock.now()  # what checks it compares with the real clock
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_called("Mijlpaal test"))
        .issuer_name(_called(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=-1 if is_expired else 1))
        .add_extension(x509.SubjectAlternativeName([_named(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=key is signed_by, path_length=None), critical=True)
        .sign(signed_by, hashes.SHA256())
    )
    shown, kept = folder / "certificate.pem", folder / "key.pem"
    shown.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    kept.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, kept)
    return shown, context


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
