"""Why the certificate of a receiver was not accepted, in words that say what to mend.

OpenSSL's own words name the host, and they are in English only.
"""

import ssl

# X509_V_ERR_… of OpenSSL (x509_vfy.h); Python has no names for them.
_PROBLEMS = {
    2: "komt van een onbekende uitgever",
    9: "geldt nog niet",
    10: "is verlopen",
    18: "komt van een onbekende uitgever",
    19: "komt van een onbekende uitgever",
    20: "komt van een onbekende uitgever",
    21: "komt van een onbekende uitgever",
    62: "staat op een andere naam",
    64: "staat op een andere naam",
}


def certificate_problem(problem: BaseException | None) -> str | None:
    """Return what was wrong with a certificate, if that is what lies behind a failure."""
    while problem is not None:
        if isinstance(problem, ssl.SSLCertVerificationError):
            return f"het certificaat {_PROBLEMS.get(problem.verify_code, 'is niet te vertrouwen')}"
        problem = problem.__cause__ or problem.__context__
    return None
