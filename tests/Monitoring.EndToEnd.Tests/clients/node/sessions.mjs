// Serves requests of a toy shop: five that go well, two with an error that is handled, one with an error that nothing handles. The SDK counts them as sessions by itself.
// SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK.
import http from 'node:http';
import * as Sentry from '@sentry/node';

Sentry.init();

const server = http.createServer((request, response) => {
  if (request.url === '/handled') {
    Sentry.captureException(new Error('the coupon is not known'));
  } else if (request.url === '/unhandled') {
    Sentry.captureException(new Error('the till is on fire'), { mechanism: { handled: false, type: 'shop' } });
  }

  response.end('ok');
});

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
for (const path of ['/', '/', '/handled', '/', '/unhandled', '/', '/handled', '/']) {
  await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

if (!(await Sentry.flush(120000))) {
  console.error('the SDK could not deliver everything');
  process.exitCode = 1;
}

// Once more, after the flush: another request of the same minute with the same counts as a part of the first.
await (await fetch(`http://127.0.0.1:${port}/`)).text();
await Sentry.flush(120000);
server.closeAllConnections();
server.close();
