/** Tests of URLs (Ansible). */
import { testOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateTest } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { splitUrl, type SplitUrl } from '../filters/split-url.ts';
import { contains } from '../values/compare.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';

export const uriTests: Readonly<Record<string, TemplateTest>> = {
  uri: testOf(['value', ['schemes', null]], (value, schemes) => parsed(value, schemes) !== undefined),
  url: testOf(['value', ['schemes', null]], (value, schemes) => isUrl(parsed(value, schemes))),
  urn: testOf(['value'], value => parsed(value, ['urn']) !== undefined),
};

function isUrl(url: SplitUrl | undefined): boolean {
  return url !== undefined && (url.netloc !== '' || url.scheme === 'file');
}

/** The parts, when the value can be read as a URL and has one of the schemes. */
function parsed(value: Value, schemes: Value): SplitUrl | undefined {
  // What is false has parts in Python, too: empty ones.
  const text = textOf(value) ?? (truth(value) ? undefined : '');
  if (text === undefined) return undefined;
  try {
    const url = splitUrl(text);
    return !truth(schemes) || contains(schemes, url.scheme) ? url : undefined;
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
