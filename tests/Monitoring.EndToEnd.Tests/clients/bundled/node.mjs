// Runs a bundle and reports what it throws. SENTRY_DSN and SENTRY_RELEASE are read by the SDK itself.
// The first argument is the bundle. Prints the id of the event.
import * as Sentry from '@sentry/node';
import { pathToFileURL } from 'node:url';

Sentry.init();
await import(pathToFileURL(process.argv[2]));

let id;
try {
  globalThis.shop.buy(1007);
} catch (error) {
  id = Sentry.captureException(error);
}

if (!(await Sentry.flush(120000))) {
  console.error('the SDK could not deliver everything');
  process.exitCode = 1;
}

console.log(id);
