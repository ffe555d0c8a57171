import { OmnicrmError, type ErrorCode } from '../../errors.ts';

/** One server-sent event; comments are left out. */
export interface ReceivedEvent {
  readonly event: string;
  readonly id: number | undefined;
  readonly data: unknown;
}

const codes: Partial<Readonly<Record<number, ErrorCode>>> = {
  401: 'E_UNAUTHENTICATED',
  403: 'E_NOT_ALLOWED',
  404: 'E_NOT_FOUND',
};

/** The events of a stream until it ends. Throws E_BACKEND_DOWN when it cannot be had now, else what refused it. */
export async function* readEvents(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<ReceivedEvent> {
  let rest = '';
  for await (const chunk of await open(url, headers, signal)) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) if (!block.startsWith(':')) yield parse(block);
  }
}

async function open(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<AsyncIterable<string>> {
  const {
    default: { fetch },
  } = await import('undici');
  const reply = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' }, signal }).catch(cause => {
    throw new OmnicrmError('E_BACKEND_DOWN', `${url.origin} cannot be reached`, { cause });
  });
  if (reply.ok && reply.body !== null) return reply.body.pipeThrough(new TextDecoderStream());
  const message = `${url.origin} answered ${reply.status}: ${(await reply.text()).slice(0, 300)}`;
  throw new OmnicrmError(codes[reply.status] ?? 'E_BACKEND_DOWN', message);
}

function parse(block: string): ReceivedEvent {
  const fields = new Map(
    block.split('\n').map(line => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  const id = fields.get('id');
  return {
    event: fields.get('event') ?? 'message',
    id: id === undefined ? undefined : Number(id),
    data: JSON.parse(fields.get('data') ?? 'null'),
  };
}
