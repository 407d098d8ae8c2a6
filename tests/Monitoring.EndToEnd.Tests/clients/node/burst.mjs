// Reports the same message SHOP_COUNT times, one after the other, and then checks in a job; each is given out before the next is made. SENTRY_DSN, SENTRY_RELEASE and
// SENTRY_ENVIRONMENT are read by the SDK itself. Prints the ids of the events as one line of JSON.
import * as Sentry from '@sentry/node';

Sentry.init({ defaultIntegrations: false });

const events = [];
for (let number = 0; number < Number(process.env.SHOP_COUNT ?? 1); number++) {
  events.push(Sentry.captureMessage(process.env.SHOP_MESSAGE, { user: { id: process.env.SHOP_USER ?? `user ${number % 7}` } }));
  await Sentry.flush(120000);
}

Sentry.captureCheckIn({ monitorSlug: 'burst', status: 'ok' }, { schedule: { type: 'crontab', value: '0 2 * * *' } });
await Sentry.flush(120000);
await Sentry.close(15000);
console.log(JSON.stringify({ events }));
