// Runs two jobs under monitors, one that ends well and one that fails. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself.
import * as Sentry from '@sentry/node';

Sentry.init();

const config = (schedule) => ({
  schedule, checkinMargin: 5, maxRuntime: 30, timezone: 'Europe/Prague', failureIssueThreshold: 1, recoveryThreshold: 2,
});

await Sentry.withMonitor('node-nightly', async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
}, config({ type: 'crontab', value: '0 2 * * *' }));

try {
  Sentry.withMonitor('node-hourly', () => {
    throw new Error('the report could not be written');
  }, config({ type: 'interval', value: 1, unit: 'hour' }));
} catch {
  // The job's own failure is what is sent.
}

await Sentry.flush(120000);
