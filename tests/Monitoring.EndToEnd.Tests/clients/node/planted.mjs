// A toy shop that is careless with secrets: it serves one request with secrets in all that an error takes along. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read
// by the SDK; SHOP_SECRETS has the secret of each place: a text, or a name with its value.
import http from 'node:http';
import * as Sentry from '@sentry/node';

const secrets = JSON.parse(process.env.SHOP_SECRETS);
const named = (place) => ({ [secrets[place].name]: secrets[place].value });
const text = (place) => secrets[place].value;

Sentry.init({ tracesSampleRate: 1, traceLifecycle: 'static', enableLogs: true, tracePropagationTargets: [] });

function pay() {
  throw new Error(text('cause'));
}

function checkout() {
  try {
    pay();
  } catch (error) {
    throw new TypeError(text('exception'), { cause: error });
  }
}

function serve() {
  Sentry.setUser({ id: '42', username: text('user'), ...named('userField') });
  Sentry.setTag('note', text('tag'));
  Sentry.setTag(secrets.tagNamed.name, text('tagNamed'));
  Sentry.setContext('order', { ...named('context'), note: text('contextText') });
  Sentry.setExtra('till', { ...named('extra'), note: text('extraText') });
  Sentry.addBreadcrumb({ category: 'cart', message: text('breadcrumb'), data: { ...named('breadcrumbData'), note: text('breadcrumbText') } });
  Sentry.startSpan({ name: text('span'), op: 'task', attributes: { ...named('spanData'), note: text('spanText') } }, () => {});
  Sentry.logger.info(text('log'), { ...named('logData') });
  Sentry.metrics.count('shop.orders', 1, { attributes: { note: text('metric') } });
  Sentry.captureFeedback({ message: text('feedback'), name: text('feedbackName') });
  Sentry.captureMessage(text('message'));
  try {
    checkout();
  } catch (error) {
    Sentry.captureException(error, { fingerprint: [text('fingerprint')] });
  }
}

const server = http.createServer(async (request, response) => {
  await new Promise((resolve) => request.on('data', () => {}).on('end', resolve));
  Sentry.startSpan({ name: 'POST /orders', op: 'http.server', forceTransaction: true }, serve);
  response.end('ok');
});

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const query = new URLSearchParams(named('query'));
const answer = await fetch(`http://127.0.0.1:${server.address().port}/orders?${query}`, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${text('authorization')}`,
    Cookie: `${secrets.cookie.name}=${text('cookie')}`,
    'X-Api-Key': text('header'),
    'X-Note': text('headerText'),
  },
  body: JSON.stringify({ ...named('body'), note: text('bodyText') }),
});
await answer.text();

if (!(await Sentry.flush(120000))) {
  console.error('the SDK could not deliver everything');
  process.exitCode = 1;
}

server.closeAllConnections();
server.close();
