# Reports what a toy shop would. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself.
# Prints the ids of the events as one line of JSON.
import json
import sys

import sentry_sdk


class PaymentDeclined(Exception):
    pass


class CheckoutFailed(Exception):
    pass


def ask_bank():
    raise TimeoutError("bank did not answer in 200 ms")


def charge_card():
    try:
        ask_bank()
    except TimeoutError as error:
        raise PaymentDeclined("card declined by bank") from error


def checkout(order):
    try:
        charge_card()
    except PaymentDeclined as error:
        raise CheckoutFailed(f"order {order} could not be paid") from error


def main():
    sentry_sdk.init()
    sentry_sdk.set_user({"id": "42", "username": "ada", "email": "ada@shop.example"})
    sentry_sdk.set_tag("region", "eu-west")
    sentry_sdk.set_tag("attempt", 3)
    sentry_sdk.set_context("order", {"number": 1007, "total": 19.9, "gift": False, "note": "доставка ☕"})
    sentry_sdk.set_extra("till", "north 2")
    sentry_sdk.add_breadcrumb(category="cart", message="added 2 x espresso", level="info", data={"sku": "ESP-1", "quantity": 2})
    sentry_sdk.add_breadcrumb(category="payment", message="card declined", level="warning")

    sent = {}
    with sentry_sdk.push_scope() as scope:
        scope.add_attachment(bytes=b"total: 19.90\n", filename="receipt.txt", content_type="text/plain")
        try:
            checkout(1007)
        except CheckoutFailed as error:
            sent["exception"] = sentry_sdk.capture_exception(error)

    sent["message"] = sentry_sdk.capture_message("python: stock of espresso is low", "warning")
    sentry_sdk.flush(timeout=120)
    json.dump(sent, sys.stdout)


main()
