// Sends what a user of a toy shop says, with a file. Prints the ids as one line of JSON.
import * as Sentry from '@sentry/node';

Sentry.init();

const event = Sentry.captureException(new Error('node: the cart is empty'));
const feedback = Sentry.captureFeedback(
  { message: 'node: where is my espresso?\nдоставка ☕', name: 'Ada', email: 'ada@shop.example', url: 'https://shop.example/cart', source: 'shop', associatedEventId: event },
  { attachments: [{ filename: 'screen.png', data: new Uint8Array([137, 80, 78, 71, 0, 255]), contentType: 'image/png' }] });

if (!(await Sentry.flush(120000))) {
  console.error('the SDK could not deliver everything');
  process.exitCode = 1;
}

console.log(JSON.stringify({ event, feedback }));
