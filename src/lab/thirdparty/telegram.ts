/** Telegram's bot API: `POST /bot{token}/sendMessage` with a chat and a text. */
import { isObject, jsonReply, type LabReply, parseJson, textOf } from '../simulator.ts';
import type { ThirdParty } from './third-party.ts';

export interface Telegram extends ThirdParty {
  readonly sent: readonly { readonly chat_id: string; readonly text: string }[];
}

export const TELEGRAM_TOKEN = '110201543:lab-bot-token';
const LONGEST = 4096;

/** A chat `404…` is not there; one that begins with 403 has shut the bot out. */
export function telegram(): Telegram {
  const sent: { chat_id: string; text: string }[] = [];
  return {
    name: 'telegram',
    sent,
    handle: request => {
      const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(decodeURIComponent(request.path)) ?? [];
      if (token !== TELEGRAM_TOKEN) return refusal(401, 'Unauthorized');
      if (method !== 'sendMessage') return refusal(404, 'Not Found');
      const value = parseJson(request.body);
      const fields = isObject(value) ? value : {};
      const chat = textOf(fields['chat_id'] ?? '');
      const text = textOf(fields['text'] ?? '');
      if (text === '') return refusal(400, 'Bad Request: message text is empty');
      if (text.length > LONGEST) return refusal(400, 'Bad Request: message is too long');
      if (!/^-?\d+$/.test(chat) || chat.startsWith('404')) return refusal(400, 'Bad Request: chat not found');
      if (chat.startsWith('403')) return refusal(403, 'Forbidden: bot was blocked by the user');
      sent.push({ chat_id: chat, text });
      return jsonReply(200, { ok: true, result: { message_id: sent.length, chat: { id: Number(chat) }, text } });
    },
  };
}

function refusal(code: number, description: string): LabReply {
  return jsonReply(code, { ok: false, error_code: code, description });
}
