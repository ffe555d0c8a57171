import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { FileProblem, isSystemError, systemMessage } from '../shared/file-problem.ts';
import { absolutePath, optionalText, textArgument, textsArgument } from '../shared/read-arguments.ts';
import { addressOf, type MailAddress } from './address-of.ts';

/** The message of a `mail` task as bytes, headers and attachments included; blind copies are not named in it. */
export async function composeMessage(args: ModuleArguments, context: ModuleContext): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: addressOf(textArgument(args, 'sender')),
    to: addresses(args, 'to'),
    cc: addresses(args, 'cc'),
    subject: textArgument(args, 'subject'),
    date: context.clock(),
    messageId: `<${randomUUID()}@${textArgument(args, 'message_id_domain')}>`,
    headers: headersOf(args, context),
    alternatives: [bodyOf(args)],
    attachments: textsArgument(args, 'attach').map(path => attachment(path, context)),
  });
  return composer.compile().build();
}

function addresses(args: ModuleArguments, option: string): MailAddress[] {
  return textsArgument(args, option).map(addressOf);
}

interface Header {
  readonly key: string;
  readonly value: string;
}

/** `Name=value` each, several in one text between `|`; what is not of that form is left out with a warning. */
function headersOf(args: ModuleArguments, context: ModuleContext): Header[] {
  const written = textsArgument(args, 'headers').flatMap(text => text.split('|').map(part => part.trim()));
  const headers = written.flatMap(text => {
    const [key = '', value, ...rest] = text.split('=');
    if (value !== undefined && rest.length === 0 && /^[!-9;-~]+$/.test(key)) return [{ key, value }];
    context.warn(`Skipping header '${text}', unable to parse`);
    return [];
  });
  const named = headers.some(({ key }) => key.toLowerCase() === 'x-mailer');
  return named ? headers : [...headers, { key: 'X-Mailer', value: 'omnicrm mail module' }];
}

/** The body, the subject where there is none, as Ansible followed by an empty line. */
function bodyOf(args: ModuleArguments): { contentType: string; content: Buffer } {
  const body = optionalText(args, 'body') ?? '';
  const charset = textArgument(args, 'charset');
  return {
    contentType: `text/${textArgument(args, 'subtype')}; charset=${charset}`,
    content: encode(`${body === '' ? textArgument(args, 'subject') : body}\n\n`, charset),
  };
}

/** The encodings Node can write, by the names mail gives them, and the characters each holds. */
const charsets: ReadonlyMap<string, readonly [BufferEncoding, RegExp]> = new Map([
  ['utf-8', ['utf8', /[^]/u]],
  ['utf8', ['utf8', /[^]/u]],
  ['us-ascii', ['latin1', /[\0-\x7f]/]],
  ['ascii', ['latin1', /[\0-\x7f]/]],
  ['iso-8859-1', ['latin1', /[\0-\xff]/]],
  ['latin-1', ['latin1', /[\0-\xff]/]],
  ['latin1', ['latin1', /[\0-\xff]/]],
]);

function encode(text: string, charset: string): Buffer {
  const [encoding, holds] = charsets.get(charset.toLowerCase()) ?? [];
  if (encoding === undefined || holds === undefined)
    throw new FileProblem(`charset ${charset} is not known here: one of ${[...charsets.keys()].join(', ')}`, { rc: 1 });
  const strange = Array.from(text).find(character => !holds.test(character));
  if (strange !== undefined) throw new FileProblem(`the body's ${strange} cannot be written in ${charset}`, { rc: 1 });
  return Buffer.from(text, encoding);
}

function attachment(path: string, context: ModuleContext): { filename: string; contentType: string; content: Buffer } {
  try {
    const content = readFileSync(absolutePath(context, path));
    return { filename: basename(path), contentType: 'application/octet-stream', content };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `Failed to send community.general.mail: can't attach file ${path}: ${systemMessage(error)}`;
    throw new FileProblem(message, { rc: 1 });
  }
}
