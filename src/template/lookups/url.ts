import { spawnSync } from 'node:child_process';
import { requireDict, requireText } from '../arguments/require.ts';
import type { Keywords, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { splitLines } from '../values/methods/str-split.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';
import { flagOption, textOption } from './define.ts';

export const urlLookups: Readonly<Record<string, TemplateLookup>> = {
  /** What a GET of the address gives, by lines unless `split_lines` is false; any status but 2xx is an error (Ansible). */
  url: { run: (terms, options) => terms.flatMap(term => contentOf(requireText(term), options)) },
};

// Expressions are evaluated at once, requests are not: so another process of Node asks, and this one waits for it.
const program = `
const { url, headers, timeout } = JSON.parse(process.argv[1]);
const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) });
if (!response.ok) throw new Error('status ' + response.status + ' ' + response.statusText);
process.stdout.write(Buffer.from(await response.arrayBuffer()));
`;

function contentOf(url: string, options: Keywords): Value[] {
  const request = { url, headers: headersOf(options), timeout: Number(str(options.get('timeout') ?? 10)) * 1000 };
  const trust = flagOption(options, 'validate_certs', true) ? {} : { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', program, JSON.stringify(request)],
    { encoding: 'utf8', env: { ...process.env, ...trust }, maxBuffer: Infinity },
  );
  if (status !== 0) fail('runtime', `cannot read ${url}: ${problemIn(stderr)}`);
  return flagOption(options, 'split_lines', true) ? splitLines(stdout, false) : [stdout];
}

/** The line of Node's report that names the error; servers may leave the words of a status out. */
function problemIn(report: string): string {
  const line = /^\w*Error.*$/m.exec(report)?.[0]?.trim() ?? 'no answer';
  return line.endsWith('status 404') ? `${line} Not Found` : line;
}

function headersOf(options: Keywords): Record<string, string> {
  const headers = Array.from(requireDict(options.get('headers') ?? new Map()), ([name, value]) => [
    str(name),
    str(value),
  ]);
  const user = textOption(options, 'username', '');
  const login = Buffer.from(`${user}:${textOption(options, 'password', '')}`).toString('base64');
  return { ...(user === '' ? {} : { authorization: `Basic ${login}` }), ...Object.fromEntries(headers) };
}
