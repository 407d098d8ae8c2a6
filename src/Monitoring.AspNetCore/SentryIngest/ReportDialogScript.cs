namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// The script of the dialog: a function of its words. It sets texts and styles by properties alone, never by markup, so that nothing of a page or of a user
/// becomes code, and so that it works under a content security policy that forbids inline styles.
/// </summary>
internal static class ReportDialogScript
{
    public const string Function = """
        function (words) {
          'use strict';
          var script = document.currentScript;
          if (!script || !window.HTMLDialogElement || document.getElementById('monitoring-report')) return;
          var font = 'system-ui, sans-serif';

          function make(name, parent, properties, style) {
            var element = document.createElement(name);
            Object.assign(element, properties);
            Object.assign(element.style, style);
            parent.appendChild(element);
            return element;
          }

          var dialog = make('dialog', document.body, { id: 'monitoring-report' }, {
            border: '1px solid #8a8f98', borderRadius: '8px', padding: '24px', width: 'min(480px, 90vw)', boxSizing: 'border-box',
            font: '16px/1.5 ' + font, color: '#1c1e21', background: '#ffffff'
          });
          dialog.setAttribute('aria-labelledby', 'monitoring-report-title');
          make('h2', dialog, { id: 'monitoring-report-title', textContent: words.title }, { margin: '0 0 4px', font: '600 20px/1.3 ' + font });
          make('p', dialog, { textContent: words.subtitle + ' ' + words.subtitle2 }, { margin: '0 0 16px' });
          var form = make('form', dialog, {}, { margin: '0' });

          function field(name, label, type, value) {
            var row = make('label', form, { textContent: label }, { display: 'block', marginBottom: '12px' });
            return make(type === 'textarea' ? 'textarea' : 'input', row, Object.assign({ name: name, value: value || '', required: name === 'comments' },
              type === 'textarea' ? { rows: 5, maxLength: 4096 } : { type: type, maxLength: 200, autocomplete: name }), {
              display: 'block', width: '100%', boxSizing: 'border-box', padding: '8px', font: '16px/1.5 ' + font,
              border: '1px solid #8a8f98', borderRadius: '4px', color: '#1c1e21', background: '#ffffff'
            });
          }

          field('name', words.labelName, 'text', words.name);
          field('email', words.labelEmail, 'email', words.email);
          var comments = field('comments', words.labelComments, 'textarea', '');
          var status = make('p', form, {}, { margin: '0 0 12px', color: '#b00020' });
          status.setAttribute('role', 'status');
          var button = { padding: '8px 16px', font: '600 16px/1.5 ' + font, borderRadius: '4px', border: '1px solid #1d4ed8', marginRight: '8px', cursor: 'pointer' };
          var send = make('button', form, { type: 'submit', textContent: words.labelSubmit }, Object.assign({ color: '#ffffff', background: '#1d4ed8' }, button));
          var close = make('button', form, { type: 'button', textContent: words.labelClose }, Object.assign({ color: '#1d4ed8', background: '#ffffff' }, button));

          close.addEventListener('click', function () { dialog.close(); });
          dialog.addEventListener('close', function () {
            dialog.remove();
            window.postMessage('__sentry_reportdialog_closed__', '*');
          });
          form.addEventListener('submit', function (event) {
            event.preventDefault();
            send.disabled = true;
            status.textContent = '';
            fetch(script.src, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'omit' }).then(function (answer) {
              if (!answer.ok) {
                send.disabled = false;
                status.textContent = answer.status === 400 ? words.errorFormEntry : words.errorGeneric;
                return;
              }
              form.replaceChildren(make('p', form, { textContent: words.successMessage }, { margin: '0 0 16px' }), close);
              close.focus();
            }, function () {
              send.disabled = false;
              status.textContent = words.errorGeneric;
            });
          });
          dialog.showModal();
          comments.focus();
        }
        """;
}
