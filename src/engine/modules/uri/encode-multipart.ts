import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { str } from '../../../template/values/text.ts';
import type { Dict, Value } from '../../../template/values/types.ts';
import type { ModuleContext } from '../../module.ts';
import { InvalidRequest } from './invalid-request.ts';
import type { Body } from './body.ts';

/** The body of `multipart/form-data` (RFC 7578): each entry a text, or a dict of content, filename, mime_type. */
export function encodeMultipart(body: Value, context: ModuleContext): Body {
  if (!(body instanceof Map))
    throw new InvalidRequest('failed to parse body as form-multipart: it has to be a dict', false);
  const boundary = `omnicrm-${randomBytes(16).toString('hex')}`;
  const parts = [...body].map(([name, value]) => encodePart(boundary, str(name), value, context));
  const content = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { content, contentType: `multipart/form-data; boundary=${boundary}` };
}

function encodePart(boundary: string, name: string, value: Value, context: ModuleContext): Buffer {
  const part = value instanceof Map ? filePart(name, value, context) : { content: Buffer.from(str(value)) };
  const lines = [
    `--${boundary}`,
    `Content-Disposition: form-data; name=${quoted(name)}${part.filename === undefined ? '' : `; filename=${quoted(part.filename)}`}`,
    ...(part.mimeType === undefined ? [] : [`Content-Type: ${part.mimeType}`]),
    ...(part.encoding === undefined ? [] : [`Content-Transfer-Encoding: ${part.encoding}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), part.content, Buffer.from('\r\n')]);
}

interface Part {
  readonly content: Buffer;
  readonly filename?: string | undefined;
  readonly mimeType?: string;
  readonly encoding?: string;
}

function filePart(name: string, spec: Dict, context: ModuleContext): Part {
  const [content, filename] = [textIn(spec, 'content'), textIn(spec, 'filename')];
  if (content === undefined && filename === undefined)
    throw new InvalidRequest(`the part ${name} needs content or filename`, false);
  const bytes = content === undefined ? readFileSync(context.findFile(filename!, 'files')) : Buffer.from(content);
  const mimeType = textIn(spec, 'mime_type') ?? guessedType(filename);
  const base64 = textIn(spec, 'multipart_encoding') === 'base64';
  return {
    content: base64 ? Buffer.from(bytes.toString('base64')) : bytes,
    filename: filename === undefined ? undefined : basename(filename),
    mimeType,
    ...(base64 ? { encoding: 'base64' } : {}),
  };
}

function textIn(spec: Dict, key: string): string | undefined {
  const value = spec.get(key) ?? null;
  return value === null ? undefined : str(value);
}

const TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

function guessedType(filename: string | undefined): string {
  return TYPES[extname(filename ?? '').toLowerCase()] ?? 'application/octet-stream';
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}"`;
}
