"""The protection of forms: one for the app, so that blueprints can exempt and check by hand."""

from __future__ import annotations

from flask_wtf import CSRFProtect

protection = CSRFProtect()
