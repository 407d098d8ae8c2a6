# Traces a task with a query and an error in it. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself.
# Prints the ids as one line of JSON.
import json
import sys
import time

import sentry_sdk


def main():
    sentry_sdk.init(traces_sample_rate=1.0)
    sent = {}
    with sentry_sdk.start_transaction(op="task", name="python nightly report") as transaction:
        sent["trace"] = transaction.trace_id
        with sentry_sdk.start_span(op="db", description="SELECT * FROM python_orders WHERE id = 1007"):
            time.sleep(0.02)
        try:
            raise LookupError("no such order")
        except LookupError as error:
            sent["error"] = sentry_sdk.capture_exception(error)
        transaction.set_status("internal_error")

    sentry_sdk.flush(timeout=120)
    json.dump(sent, sys.stdout)


main()
