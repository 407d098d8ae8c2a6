# Serves requests of a toy shop: three that go well, one with an error that is handled, one with an error that nothing handles. The SDK counts them as sessions by itself.
# SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK.
from wsgiref.util import setup_testing_defaults

import sentry_sdk
from sentry_sdk.integrations.wsgi import SentryWsgiMiddleware


def shop(environ, start_response):
    if environ["PATH_INFO"] == "/handled":
        sentry_sdk.capture_exception(ValueError("the coupon is not known"))
    elif environ["PATH_INFO"] == "/unhandled":
        raise RuntimeError("the till is on fire")
    start_response("200 OK", [])
    return [b"ok"]


def main():
    sentry_sdk.init(auto_session_tracking=True)
    served = SentryWsgiMiddleware(shop)
    for path in ["/", "/handled", "/", "/unhandled", "/"]:
        environ = {"PATH_INFO": path}
        setup_testing_defaults(environ)
        try:
            for _ in served(environ, lambda status, headers, exc_info=None: None):
                pass
        except RuntimeError:
            pass
    sentry_sdk.flush(timeout=120)


main()
