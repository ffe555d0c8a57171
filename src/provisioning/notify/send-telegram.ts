import { OmnicrmError } from '../../errors.ts';
import type { Message, Sender } from './message.ts';
import { postJson } from './post-json.ts';
import { verdictSentence } from './words.ts';

/** Telegram's limit is 4096; the rest of a long message is in the mail. */
const LONGEST = 3500;

/** A short plain text to a chat, by `sendMessage` of Telegram's bot API. */
export const sendTelegram: Sender = async ({ notifications }, message, signal) => {
  const { baseUrl, token } = notifications.telegram;
  if (token === undefined) throw new OmnicrmError('E_BACKEND_DOWN', 'notifications.telegram.token is not set');
  const body = JSON.stringify({ chat_id: message.recipient, text: shortText(message), disable_web_page_preview: true });
  const { text } = await postJson({ url: `${baseUrl}/bot${token}/sendMessage`, name: 'Telegram', body, signal });
  return { reply: `message ${messageId(text)}` };
};

function shortText({ subject, text, report }: Message): string {
  if (report === undefined) return `${subject}\n\n${text}`.slice(0, LONGEST);
  const [failure] = report.failures;
  const lines = [
    subject,
    ...(failure === undefined ? [] : [`${failure.task}: ${failure.message}`]),
    verdictSentence(report),
    ...report.next.map(({ command }) => command),
  ];
  return lines.join('\n\n').slice(0, LONGEST);
}

function messageId(answer: string): string {
  return /"message_id"\s*:\s*(\d+)/.exec(answer)?.[1] ?? 'taken';
}
