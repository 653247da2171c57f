"""Security headers of every response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    # addresses hold tokens: they go to nobody else
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TWO_YEARS = 63_072_000
THIRTY_DAYS = 2_592_000


def register(app: Flask) -> None:
    """Put the headers on every response of the app."""
    app.after_request(secure)
    if app.config["SESSION_COOKIE_SECURE"]:
        app.after_request(strict_transport)


def secure(response: Response) -> Response:
    """Add what is missing; a view may have set its own Cache-Control."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    elif response.status_code == 200 and request.args.get("v"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif response.status_code == 200 and request.path.startswith("/static/fonts/"):
        response.headers["Cache-Control"] = f"public, max-age={THIRTY_DAYS}"
    return response


def strict_transport(response: Response) -> Response:
    """Ask browsers to stay with HTTPS (production only)."""
    response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}")
    return response
