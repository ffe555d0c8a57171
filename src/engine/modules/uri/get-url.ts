import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { connectionProblem } from '../../network/connection-problem.ts';
import { headerText, withHeader, type HttpAnswer, type HttpRequest } from '../../network/http-request.ts';
import { sendRequest } from '../../network/send-request.ts';
import { checksum, checksumOf } from '../shared/checksum.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, flagArgument, textArgument } from '../shared/read-arguments.ts';
import { backupFile, writeFileAtomically } from '../shared/write-file.ts';
import { buildRequest } from './build-request.ts';
import { answerText } from './describe-answer.ts';
import { expectedDigest, type Digest } from './expected-digest.ts';

/** Ansible's `get_url`: what a URL gives, as a file. */
export const getUrl: Module = {
  name: 'get_url',
  spec: {
    url: { type: 'str', required: true },
    dest: { type: 'path', required: true },
    force: { type: 'bool', default: false },
    backup: { type: 'bool', default: false },
    checksum: { type: 'str', default: '' },
    tmp_dest: { type: 'path' },
    timeout: { type: 'int', default: 10 },
    headers: { type: 'dict' },
    unredirected_headers: { type: 'list', elements: 'str', default: [] },
    http_agent: { type: 'str', default: 'ansible-httpget' },
    url_username: { type: 'str', aliases: ['username'] },
    url_password: { type: 'str', aliases: ['password'], noLog: true },
    force_basic_auth: { type: 'bool', default: false },
    use_gssapi: { type: 'bool', default: false },
    use_netrc: { type: 'bool', default: true },
    use_proxy: { type: 'bool', default: true },
    validate_certs: { type: 'bool', default: true },
    client_cert: { type: 'path' },
    client_key: { type: 'path' },
    ciphers: { type: 'list', elements: 'str' },
    decompress: { type: 'bool', default: true },
    ...fileOptions,
  },
  run: (args, context) => reportingProblems(() => runGetUrl(args, context)),
};

async function runGetUrl(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const started = performance.now();
  const url = textArgument(args, 'url');
  const dest = absolutePath(context, textArgument(args, 'dest'));
  const fields = { url, dest: textArgument(args, 'dest'), elapsed: 0 };
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new FileProblem(`unknown url type: '${url}'`, fields);
  const digest = await expectedDigest(textArgument(args, 'checksum'), from => download(from, args, context));
  if (digest !== null && isDone(dest, digest, args)) return unchanged(dest, fields, args, context);
  let answer: HttpAnswer;
  try {
    answer = await sendRequest(requestFor(new URL(url), dest, args, context), context);
  } catch (error) {
    throw new FileProblem(connectionProblem(error), fields);
  }
  fields.elapsed = Math.floor((performance.now() - started) / 1000);
  return save(answer, digest, { ...fields, status_code: answer.status }, args, context);
}

async function download(url: string, args: ModuleArguments, context: ModuleContext): Promise<string> {
  const answer = await sendRequest(requestFor(new URL(url), '', args, context), context);
  if (answer.status !== 200) throw new FileProblem(`Unable to get the checksum: HTTP Error ${answer.status}`, { url });
  return answerText(answer);
}

/** A file that is there already is asked for only as far as it has changed since. */
function requestFor(url: URL, dest: string, args: ModuleArguments, context: ModuleContext): HttpRequest {
  const method = context.check ? 'HEAD' : 'GET';
  const asked = { ...args, method, follow_redirects: 'urllib2', body: null, body_format: 'raw', src: null };
  const request = buildRequest(asked, url, context);
  const stats = statSync(dest, { throwIfNoEntry: false });
  if (flagArgument(args, 'force') || stats === undefined || !stats.isFile()) return request;
  return { ...request, headers: withHeader(request.headers, 'If-Modified-Since', stats.mtime.toUTCString()) };
}

function isDone(dest: string, digest: Digest, args: ModuleArguments): boolean {
  if (flagArgument(args, 'force') || !statSync(dest, { throwIfNoEntry: false })?.isFile()) return false;
  return checksum(readFileSync(dest), digest.algorithm) === digest.value;
}

function unchanged(
  path: string,
  fields: object,
  args: ModuleArguments,
  context: ModuleContext,
  msg = 'file already exists',
): ModuleResult {
  const change = applyAttributes(path, args, { check: context.check });
  return { changed: change !== undefined, msg, ...fields, ...pathInfo(path) };
}

function save(
  answer: HttpAnswer,
  digest: Digest | null,
  fields: Record<string, unknown>,
  args: ModuleArguments,
  context: ModuleContext,
): ModuleResult {
  const path = targetOf(answer, absolutePath(context, textArgument(args, 'dest')));
  const response = `HTTP Error ${answer.status}: ${answer.reason}`;
  if (answer.status === 304) return unchanged(path, fields, args, context, response);
  if (answer.status !== 200) throw new FileProblem('Request failed', { ...fields, response });
  const [checksum_src, checksum_dest] = [checksum(answer.body), checksumOf(path) ?? null];
  const found = { ...fields, dest: path, checksum_src, checksum_dest, src: '(download)' };
  if (context.check) return { changed: checksum_src !== checksum_dest, ...found, msg: successMessage(answer) };
  if (!existsSync(dirname(path))) throw new FileProblem(`Destination ${dirname(path)} does not exist`, found);
  verify(answer, digest, found);
  const backup = checksum_src === checksum_dest ? undefined : replace(path, answer.body, args, context);
  const change = applyAttributes(path, args, { check: false });
  return {
    changed: checksum_src !== checksum_dest || change !== undefined,
    ...found,
    md5sum: checksum(answer.body, 'md5'),
    msg: successMessage(answer),
    ...pathInfo(path),
    ...(backup === undefined ? {} : { backup_file: backup }),
  };
}

function successMessage(answer: HttpAnswer): string {
  return `OK (${headerText(answer.headers, 'content-length') ?? 'unknown'} bytes)`;
}

function verify(answer: HttpAnswer, digest: Digest | null, fields: Record<string, unknown>): void {
  if (digest === null) return;
  const got = checksum(answer.body, digest.algorithm);
  if (got !== digest.value)
    throw new FileProblem(`The checksum of the download did not match ${digest.value}; it was ${got}.`, fields);
}

function replace(path: string, body: Buffer, args: ModuleArguments, context: ModuleContext): string | undefined {
  const backup = flagArgument(args, 'backup') && existsSync(path) ? backupFile(path, context.clock()) : undefined;
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomically(path, body);
  return backup;
}

/** In a folder the file gets the name which the server gives it, or the last part of the URL. */
function targetOf(answer: HttpAnswer, dest: string): string {
  if (!statSync(dest, { throwIfNoEntry: false })?.isDirectory()) return dest;
  const disposition = headerText(answer.headers, 'content-disposition') ?? '';
  const given = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  return join(dest, basename(given ?? answer.url.pathname) || 'index.html');
}
