"""How every route of the application is asked: its address for a case, and a well-formed body made of its own schema.

A body that its schema does not tell stands in :data:`BODIES`, a value that must mean something in :data:`VALUES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.app import create_app
from api.dependencies import PREFIX
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
DOCUMENTS = {"/docs", "/docs/oauth2-redirect", "/redoc"}
"""Pages about the interface, which tell nothing of cases."""

VALUES: dict[str, Any] = {
    "page": 1, "pages": [1], "number": 1, "seal": 1, "position": 0, "material": "form", "name": "epidemic_end",
    "item": "layoff-report", "day": "2020-04-29", "received_at": "2020-02-03T09:00:00+08:00",
    "received_on": "2020-02-03", "visit_at": "2020-02-20T09:00:00+08:00", "visitors": ["甲", "乙"],
    "purpose": "verify", "outcome": "supplement", "event": "withdraw", "code": "material-missing", "answer": 1,
    "channel": "mail-dispatch", "scopes": ["read"], "unit": "某某公司", "officer": "", "state": "waived",
    "reason": "核对无误", "note": "核对无误", "text": "备注", "result": "一致", "q": "公司",
    "deputy": "某supervisor", "first": "2020-02-03", "last": "2020-02-04",
    "files": ["x"], "letters": ["x"],
}
"""What a field or a part of an address is given, wherever it occurs."""

ALWAYS = frozenset({"files", "letters"})
"""Fields that are sent though their schema calls them optional: without them nothing is asked."""

BODIES: dict[str, dict[str, Any]] = {
    "POST /api/v1/cases/{case_id}/decision": {"outcome": "supplement", "note": "核对无误"},
    "POST /api/v1/cases/{case_id}/propose": {"outcome": "supplement", "note": "核对无误"},
    "POST /api/v1/cases/{case_id}/site-visit": {"result": "一致"},
    "POST /api/v1/cases/{case_id}/paper": {},
    "POST /api/v1/cases/{case_id}/assign": {"officer": None},
}


@dataclass(frozen=True)
class Route:
    """One way to ask.

    Attributes:
        method, path: As documented; the path with its prefix.
        kind: Media type of its body, empty for none.
        schema: Of its body.
        query: Schemas of what its address must ask for.
    """

    method: str
    path: str
    kind: str
    schema: Mapping[str, Any]
    query: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_page(self) -> bool:
        """Whether a browser asks it."""
        return not self.path.startswith(PREFIX)

    @property
    def has_object(self) -> bool:
        """Whether it is about something of one case."""
        objects = ("{case_id}", "{letter_id}", "{message_id}", "{debt_id}", "/assignments")
        return any(part in self.path for part in objects)

    def asks(self, **known: Any) -> dict[str, Any]:
        """Return what the address asks for."""
        return {name: known.get(name, VALUES.get(name, _sample(schema))) for name, schema in self.query.items()}

    def body(self, **known: Any) -> dict[str, Any]:
        """Return a well-formed body; what is known of the case goes before the usual values."""
        if str(self) in BODIES:
            return BODIES[str(self)]
        fields = self.schema.get("properties", {})
        needed = [name for name in fields if name in ALWAYS or name in self.schema.get("required", ()) or name in known]
        return {name: known.get(name, VALUES.get(name, _sample(fields[name]))) for name in needed}


@cache
def routes() -> tuple[Route, ...]:
    """Return every route of the application, pages too."""
    app = create_app(build_judging(Settings()))
    found = [route for route in _flat(app) if route.path not in DOCUMENTS]
    return tuple(sorted((one for route in found for one in _asked(route)), key=str))


def _flat(app: Any) -> list[APIRoute]:
    """Return the routes, those of included routers under their prefix (FastAPI keeps a router as one entry)."""
    described = getattr(app, "effective_routes", None)
    if described is not None:
        return list(described)
    found: list[APIRoute] = []
    for entry in app.routes:
        if isinstance(entry, APIRoute):
            found.append(entry)
        elif hasattr(entry, "original_router"):
            found += _of_router(entry)
    return found


def _of_router(entry: Any) -> Iterator[APIRoute]:
    yield from (route for route in entry.original_router.routes if isinstance(route, APIRoute))


def _asked(route: APIRoute) -> Iterator[Route]:
    prefix = PREFIX if route.include_in_schema else ""
    shown = route.include_in_schema
    route.include_in_schema = True
    described = get_openapi(title="", version="", routes=[route])
    route.include_in_schema = shown
    parts = described.get("components", {}).get("schemas", {})
    for operations in described["paths"].values():
        for method, operation in operations.items():
            content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
            kind, body = next(iter(content.items()), ("", {"schema": {}}))
            query = {one["name"]: one["schema"] for one in operation.get("parameters", ())
                     if one["in"] == "query" and one["required"]}
            path = prefix + route.path.removeprefix(PREFIX)
            yield Route(method.upper(), path, kind, _plain(body["schema"], parts), _plain(query, parts))


def _plain(schema: Any, parts: Mapping[str, Any]) -> Any:
    """Return a schema without references."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _plain(parts[schema["$ref"].rsplit("/", 1)[1]], parts)
        return _merged({name: _plain(value, parts) for name, value in schema.items()})
    return [_plain(one, parts) for one in schema] if isinstance(schema, list) else schema


def _merged(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with what it takes over from others."""
    for one in schema.pop("allOf", ()):
        fields, needed = one.get("properties", {}), one.get("required", [])
        schema["properties"] = {**fields, **schema.get("properties", {})}
        schema["required"] = [*needed, *schema.get("required", [])]
        schema = {**one, **schema}
    return schema


def _sample(schema: Mapping[str, Any]) -> Any:
    """Return a small value that a schema allows."""
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return _sample(schema[word][0])
    kind = schema.get("type")
    if kind == "array":
        return [_sample(schema["items"])] * max(1, schema.get("minItems", 1))
    if kind == "object":
        fields = schema.get("properties", {})
        return {name: VALUES.get(name, _sample(fields[name])) for name in schema.get("required", ())}
    samples: dict[str | None, Any] = {"integer": schema.get("minimum", 1), "number": 1.0, "boolean": False}
    return samples.get(kind, "x" * max(1, schema.get("minLength", 1)))
