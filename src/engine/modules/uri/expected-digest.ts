import { basename } from 'node:path';
import { FileProblem } from '../shared/file-problem.ts';

export interface Digest {
  readonly algorithm: string;
  /** Hex, lower case. */
  readonly value: string;
}

/**
 * What `checksum: sha256:…` asks for: the digest itself, or the URL of a file that lists digests with file names.
 * Null where nothing is asked.
 */
export async function expectedDigest(
  option: string,
  download: (url: string) => Promise<string>,
): Promise<Digest | null> {
  if (option === '') return null;
  const [, algorithm, rest] = /^(\w+):(.+)$/.exec(option.trim()) ?? [];
  if (algorithm === undefined || rest === undefined)
    throw new FileProblem('The checksum parameter has to be in format <algorithm>:<checksum>');
  if (!/^https?:/.test(rest)) return { algorithm, value: rest.replaceAll(/\W/g, '').toLowerCase() };
  return { algorithm, value: listed(await download(rest), rest) };
}

/** The digest alone, or the first of a list: `DIGEST  NAME` on each line. */
function listed(text: string, url: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const wanted = basename(url).replace(/\.(sha\d+|md5)(sums?)?$/i, '');
  const line = lines.find(each => each.trim().endsWith(wanted)) ?? lines[0];
  const digest = /^\W*([0-9a-f]{32,})/i.exec(line ?? '')?.[1];
  if (digest === undefined) throw new FileProblem(`Unable to find a checksum in ${url}`);
  return digest.toLowerCase();
}
