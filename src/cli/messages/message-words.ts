import type { MessageQuery } from '../../actions/messages/find-messages.ts';
import { OmnicrmError } from '../../errors.ts';
import { idOf } from '../things/id-of.ts';

/** The options that choose messages. */
export interface MessageWords {
  readonly state?: string;
  readonly channel?: string;
  readonly source?: string;
  readonly to?: string;
  readonly failed?: boolean;
}

const states = ['queued', 'sending', 'sent', 'delivered', 'failed'];
const channels = ['sms', 'telegram', 'email'];

/** Which messages the words mean. Throws E_USAGE for a state or channel that there is not. */
export function messageQuery(words: MessageWords, ids: readonly string[] = []): MessageQuery {
  const { state, channel, source, to, failed } = words;
  return {
    ids: ids.map(id => idOf('message', id)),
    state: failed === true ? 'failed' : oneOf('--state', states, state),
    channel: oneOf('--channel', channels, channel),
    source,
    recipient: to,
  };
}

function oneOf(option: string, known: readonly string[], text: string | undefined): string | undefined {
  if (text === undefined || known.includes(text)) return text;
  throw new OmnicrmError('E_USAGE', `${option} is one of ${known.join(', ')}, not '${text}'`);
}
