// Traces a request with two queries and an error in it, and reports metrics and logs. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself;
// SHOP_LIFECYCLE chooses how the SDK sends traces: as spans, or with "static" as transactions, as all its versions before 11 do. Prints the ids as one line of JSON.
import * as Sentry from '@sentry/node';

const traceLifecycle = process.env.SHOP_LIFECYCLE ?? 'stream';
Sentry.init({ tracesSampleRate: 1, enableLogs: true, traceLifecycle });

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sent = {};
await Sentry.startSpan({ name: `GET /node-${traceLifecycle}/:id`, op: 'http.server', attributes: { 'sentry.source': 'route' } }, async (span) => {
  sent.trace = span.spanContext().traceId;
  await Sentry.startSpan({ name: 'SELECT * FROM node_orders WHERE id = 1007', op: 'db' }, () => wait(20));
  await Sentry.startSpan({ name: 'SELECT * FROM node_orders WHERE id = 1008', op: 'db' }, () => wait(5));
  sent.error = Sentry.captureException(new Error(`no such order (${traceLifecycle})`));
  span.setStatus({ code: 2, message: 'internal_error' });
});

Sentry.metrics.count('node.orders', 2, { attributes: { lifecycle: traceLifecycle } });
Sentry.metrics.gauge('node.queue', 7);
Sentry.metrics.distribution('node.checkout', 187.5, { unit: 'millisecond', attributes: { lifecycle: traceLifecycle } });
Sentry.logger.info('order placed', { order: 1007 });
Sentry.logger.error('payment failed');

if (!(await Sentry.flush(120000))) {
  console.error('the SDK could not deliver everything');
  process.exitCode = 1;
}

console.log(JSON.stringify(sent));
