/** The mail as a page: one narrow column, styles in place and nothing to fetch, so that it reads in any mail program. */
import { html, type Html } from './html.ts';
import type { Exchange, FailureReport, ReportFailure, ReportTask, TaskState } from './report.ts';
import { durationText, factsOf, headline, requestLine, responseLine, taskWords, verdictSentence } from './words.ts';

const GREEN = '#1a7f37';
const ORANGE = '#b45309';
const RED = '#c0261c';
const GREY = '#667085';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MONO = "font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace";
const PRE = `margin:4px 0 12px;padding:10px 12px;background:#f6f7f9;border:1px solid #e3e6eb;border-radius:6px;${MONO};font-size:12px;line-height:1.45;white-space:pre-wrap;word-break:break-word;overflow-wrap:anywhere;color:#1f2430`;
const LABEL = `margin:0;font-size:12px;color:${GREY}`;

const colours: Readonly<Record<TaskState, string>> = {
  success: GREEN,
  skipped: GREY,
  ignored: ORANGE,
  failed: RED,
  verdict: RED,
  unfinished: RED,
};

/** The whole page. */
export function failureHtml(report: FailureReport): string {
  const [first] = report.failures;
  const body = html`${banner(report)}${section('What failed', report.failures.map(failureCard))}${section('How to go on', [goOn(report)])}${section('The order', [facts(report)])}${section('Tasks', taskRows(report.tasks))}${variables(report)}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${headline(report)}</title>
      </head>
      <body style="margin:0;padding:0;background:#eef0f3">
        <div style="display:none;max-height:0;overflow:hidden">
          ${first === undefined ? '' : `${first.task}: ${first.message}`}
        </div>
        <div style="max-width:640px;margin:0 auto;padding:12px;${FONT};font-size:15px;line-height:1.5;color:#1f2430">
          <div style="background:#ffffff;border:1px solid #dfe3e8;border-radius:10px;overflow:hidden">${body}</div>
          <p style="margin:12px 4px;font-size:12px;color:${GREY}">
            Sent once for this run by omnicrm. Keys, passwords and tokens are masked.
          </p>
        </div>
      </body>
    </html> `.html;
}

function banner(report: FailureReport): Html {
  const { run, product, customer } = report;
  const isClean = run.verdict === 'clean';
  const what = product?.product_name ?? run.title;
  const whom = customer?.customer_name ?? '';
  const [colour, ground] = isClean ? [GREEN, '#e9f6ec'] : [RED, '#fdecea'];
  return html`<div style="padding:16px 18px;background:${RED};color:#ffffff">
      <p style="margin:0;font-size:13px;opacity:.9">run ${run.provision_id}</p>
      <p style="margin:2px 0 0;font-size:21px;line-height:1.3;font-weight:600">${headline(report)}: ${what}</p>
      <p style="margin:2px 0 0;font-size:15px">${whom === '' ? '' : `for ${whom}`}</p>
    </div>
    <div style="padding:10px 18px;background:${ground};color:${colour};font-weight:600">
      ${verdictSentence(report)}
    </div>`;
}

function section(title: string, content: readonly Html[]): Html {
  if (content.length === 0) return html``;
  return html`<div style="padding:14px 18px 2px;border-top:1px solid #eceff3">
    <h2 style="margin:0 0 8px;font-size:16px;line-height:1.3">${title}</h2>
    ${content}
  </div> `;
}

function failureCard(failure: ReportFailure): Html {
  const causes = failure.usual_causes.map(cause => html`<li>${cause}</li>`);
  return html`<div style="margin:0 0 14px;padding:0 0 0 12px;border-left:4px solid ${RED}">
    <p style="margin:0;font-weight:600">
      ${taskWords.failed.mark} ${failure.task}${failure.undo ? ' (undo step)' : ''}
    </p>
    <p style="margin:2px 0 8px;color:${RED};white-space:pre-wrap;overflow-wrap:anywhere">${failure.message}</p>
    ${failure.exchanges.map(exchangeHtml)}${block('Output', failure.output)}${
      causes.length === 0
        ? html``
        : html`<p style="${LABEL}">Usual causes</p>
            <ul style="margin:2px 0 8px;padding-left:20px">
              ${causes}
            </ul>`
    }
  </div> `;
}

function exchangeHtml(exchange: Exchange): Html {
  return html`${block('Request', `${requestLine(exchange)}\n${exchange.request}`.trimEnd())}${block('Response', `${responseLine(exchange)}\n${exchange.response}`.trimEnd())}`;
}

function block(label: string, text: string): Html {
  return text === ''
    ? html``
    : html`<p style="${LABEL}">${label}</p>
        <pre style="${PRE}">${text}</pre>`;
}

function goOn({ next }: FailureReport): Html {
  const rows = next.map(
    ({ command, purpose }) =>
      html`<p style="margin:0 0 8px">
        <code style="padding:2px 6px;background:#f0f2f5;border-radius:4px;${MONO};font-size:13px">${command}</code
        ><br /><span style="font-size:13px;color:${GREY}">${purpose}</span>
      </p> `,
  );
  return html`${rows}`;
}

function facts(report: FailureReport): Html {
  const rows = factsOf(report).map(
    ([name, value]) =>
      html`<tr>
        <td style="padding:2px 14px 2px 0;color:${GREY};vertical-align:top;white-space:nowrap">${name}</td>
        <td style="padding:2px 0;overflow-wrap:anywhere">${value}</td>
      </tr> `,
  );
  return html`<table
    role="presentation"
    cellpadding="0"
    cellspacing="0"
    style="margin:0 0 10px;border-collapse:collapse;font-size:14px"
  >
    ${rows}
  </table>`;
}

function taskRows(tasks: readonly ReportTask[]): Html[] {
  const forward = tasks.filter(task => !task.undo);
  const undo = tasks.filter(task => task.undo);
  const heading = html`<p style="margin:8px 0 4px;font-size:13px;font-weight:600;color:${GREY}">Undo</p>`;
  return [taskTable(forward), ...(undo.length > 0 ? [heading, taskTable(undo)] : [])];
}

function taskTable(tasks: readonly ReportTask[]): Html {
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    style="margin:0 0 10px;border-collapse:collapse;font-size:14px"
  >
    ${tasks.map(taskRow)}
  </table>`;
}

function taskRow({ name, state, duration_ms }: ReportTask): Html {
  const { mark, word } = taskWords[state];
  const colour = colours[state];
  const weight = state === 'success' || state === 'skipped' ? 400 : 600;
  const time = duration_ms === null || state === 'skipped' ? '' : durationText(duration_ms);
  const cell = 'padding:4px 0 4px 8px;border-bottom:1px solid #f0f2f5;vertical-align:top';
  return html`<tr>
    <td
      title="${word}"
      style="width:14px;padding:4px 0 4px 8px;border-left:4px solid ${colour};border-bottom:1px solid #f0f2f5;vertical-align:top;color:${colour};font-weight:700"
    >
      ${mark}
    </td>
    <td style="${cell};color:${colour};font-weight:${weight};overflow-wrap:anywhere">${name}</td>
    <td align="right" style="${cell};color:${GREY};white-space:nowrap">${time}</td>
  </tr> `;
}

function variables(report: FailureReport): Html {
  return report.variables === null
    ? html``
    : section('Variables', [block('as the run was given them', report.variables)]);
}
