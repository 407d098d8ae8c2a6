# A toy shop that is careless with secrets: it serves one request with secrets in all that an error takes along. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read
# by the SDK; SHOP_SECRETS has the secret of each place: a text, or a name with its value.
import json
import os
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import sentry_sdk
from sentry_sdk.integrations.wsgi import SentryWsgiMiddleware

secrets = json.loads(os.environ["SHOP_SECRETS"])


def named(place):
    return {secrets[place]["name"]: secrets[place]["value"]}


def text(place):
    return secrets[place]["value"]


def pay():
    password = text("variable")
    note = text("variableText")
    order = named("variableWithin")
    raise TimeoutError(text("cause"))


def checkout():
    try:
        pay()
    except TimeoutError as error:
        raise ValueError(text("exception")) from error


def add_body(event, hint):
    """What the integrations of web frameworks add."""
    if "request" in event:
        event["request"]["data"] = {**named("body"), "note": text("bodyText")}
        event["request"]["cookies"] = {secrets["cookie"]["name"]: text("cookie")}
    return event


def shop(environ, start_response):
    with sentry_sdk.configure_scope() as scope:
        scope.add_event_processor(add_body)
        scope.set_user({"id": "42", "username": text("user"), **named("userField")})
        scope.set_tag("note", text("tag"))
        scope.set_tag(secrets["tagNamed"]["name"], text("tagNamed"))
        scope.set_context("order", {**named("context"), "note": text("contextText")})
        scope.set_extra("till", {"deep": [named("extra")], "note": text("extraText")})
        scope.fingerprint = [text("fingerprint")]
    sentry_sdk.add_breadcrumb(category="cart", message=text("breadcrumb"), data={**named("breadcrumbData"), "note": text("breadcrumbText")})
    with sentry_sdk.start_span(op="task", description=text("span")) as span:
        span.set_data(secrets["spanData"]["name"], text("spanData"))
        span.set_data("note", text("spanText"))
    sentry_sdk.capture_message(text("message"))
    try:
        checkout()
    except ValueError as error:
        sentry_sdk.capture_exception(error)
    start_response("200 OK", [])
    return [b"ok"]


def main():
    sentry_sdk.init(send_default_pii=True, traces_sample_rate=1.0)
    environ = {
        "PATH_INFO": "/orders",
        "QUERY_STRING": urlencode(named("query")),
        "HTTP_AUTHORIZATION": f"Bearer {text('authorization')}",
        "HTTP_COOKIE": f"{secrets['cookie']['name']}={text('cookie')}",
        "HTTP_X_API_KEY": text("header"),
        "HTTP_X_NOTE": text("headerText"),
    }
    setup_testing_defaults(environ)
    for _ in SentryWsgiMiddleware(shop)(environ, lambda status, headers, exc_info=None: None):
        pass
    sentry_sdk.flush(timeout=120)


main()
