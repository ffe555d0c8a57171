import { existsSync, readFileSync } from 'node:fs';
import { toJson } from '../../../template/formats/json.ts';
import { typeName } from '../../../template/values/type-name.ts';
import type { Value } from '../../../template/values/types.ts';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { absolutePath, flagArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { encodeForm } from './encode-form.ts';
import { encodeMultipart } from './encode-multipart.ts';
import { InvalidRequest } from './invalid-request.ts';
import type { Body } from './body.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The body that `body`, `body_format` and `src` describe. */
export function buildBody(args: ModuleArguments, context: ModuleContext): Body {
  const src = optionalText(args, 'src');
  if (src !== null) return { content: readSource(src, args, context), contentType: FORM_TYPE };
  return FORMATS[textArgument(args, 'body_format')]!(args['body'] ?? null, context);
}

const FORMATS: Readonly<Record<string, (body: Value, context: ModuleContext) => Body>> = {
  raw: rawBody,
  json: jsonBody,
  'form-urlencoded': body => ({ content: typeof body === 'string' ? body : encodeForm(body), contentType: FORM_TYPE }),
  'form-multipart': encodeMultipart,
};

/** Text goes out as it is; a mapping or list, which Ansible cannot send this way, as the JSON its writer meant. */
function rawBody(body: Value, context: ModuleContext): Body {
  if (body === null) return { content: null, contentType: null };
  if (typeof body === 'string') return { content: body, contentType: FORM_TYPE };
  if (!Array.isArray(body) && !(body instanceof Map))
    throw new InvalidRequest(`Request failed: a body of type ${typeName(body)} needs body_format`, true);
  context.warn('uri: the body is a mapping or list and body_format is not given; sent as JSON');
  return jsonBody(body);
}

/** Text counts as JSON already; everything else is written as Python's json.dumps does, no body as `null`. */
function jsonBody(body: Value): Body {
  return { content: typeof body === 'string' ? body : toJson(body), contentType: 'application/json' };
}

function readSource(src: string, args: ModuleArguments, context: ModuleContext): Buffer {
  const path = flagArgument(args, 'remote_src') ? absolutePath(context, src) : context.findFile(src, 'files');
  if (!existsSync(path)) throw new InvalidRequest(`Unable to open source file ${src}`, false);
  return readFileSync(path);
}
