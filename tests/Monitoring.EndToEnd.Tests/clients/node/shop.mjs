// Reports what a toy shop would. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself.
// Prints the ids of the events as one line of JSON.
import * as Sentry from '@sentry/node';

class PaymentDeclined extends Error {
  name = 'PaymentDeclined';
}

class CheckoutFailed extends Error {
  name = 'CheckoutFailed';
}

function askBank() {
  throw new RangeError('bank did not answer in 200 ms');
}

function chargeCard() {
  try {
    askBank();
  } catch (error) {
    throw new PaymentDeclined('card declined by bank', { cause: error });
  }
}

function checkout(order) {
  try {
    chargeCard();
  } catch (error) {
    throw new CheckoutFailed(`order ${order} could not be paid`, { cause: error });
  }
}

Sentry.init();

Sentry.setUser({ id: '42', username: 'ada', email: 'ada@shop.example' });
Sentry.setTag('region', 'eu-west');
Sentry.setTag('attempt', 3);
Sentry.setContext('order', { number: 1007, total: 19.9, gift: false, note: 'доставка ☕' });
Sentry.setExtra('till', 'north 2');
Sentry.addBreadcrumb({ category: 'cart', message: 'added 2 x espresso', level: 'info', data: { sku: 'ESP-1', quantity: 2 } });
Sentry.addBreadcrumb({ category: 'payment', message: 'card declined', level: 'warning' });

const sent = {};
try {
  checkout(1007);
} catch (error) {
  sent.exception = Sentry.captureException(error, { attachments: [{ filename: 'receipt.txt', data: 'total: 19.90\n', contentType: 'text/plain' }] });
}

sent.message = Sentry.captureMessage('node: stock of espresso is low', 'warning');

if (!(await Sentry.flush(120000))) {
  console.error('the SDK could not deliver everything');
  process.exitCode = 1;
}

console.log(JSON.stringify(sent));
