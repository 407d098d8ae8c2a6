// Sends what a user of a toy shop says: by the SDK, and in the crash-report dialog, which a test fills in.
// Puts the ids into window.sent once the SDK has delivered its part, and sets window.closed when the dialog is closed.
import * as Sentry from '@sentry/browser';

Sentry.init(await (await fetch('/settings.json')).json());

document.getElementById('tell').addEventListener('click', async () => {
  const event = Sentry.captureException(new Error('browser: the cart is empty'));
  const feedback = Sentry.captureFeedback(
    { message: 'browser: where is my espresso?', name: 'Ada', email: 'ada@shop.example', associatedEventId: event },
    { attachments: [{ filename: 'screen.png', data: new Uint8Array([137, 80, 78, 71, 0, 255]), contentType: 'image/png' }] });
  const delivered = await Sentry.flush(120000);
  Sentry.showReportDialog({ eventId: event, title: 'Oh <b>no</b>', user: { name: 'Bob' }, onClose: () => { window.dialogClosed = true; } });
  window.sent = { event, feedback, delivered };
});
window.ready = true;
