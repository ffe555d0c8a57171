import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { index } from '../values/integers.ts';
import { codePoints, iterate } from '../values/iterate.ts';
import { escapeHtml } from '../values/markup.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';

export const urlizeFilters: Readonly<Record<string, TemplateFilter>> = {
  /** Addresses of the web and of mail in a text as links (Jinja2). */
  urlize: filterOf(
    ['value', ['trim_url_limit', null], ['nofollow', false], ['target', null], ['rel', null], ['extra_schemes', null]],
    (value, limit, noFollow, target, rel, schemes) =>
      urlize(escapeHtml(str(value)), {
        limit: limit === null ? Infinity : index(limit),
        attributes: linkAttributes(truth(noFollow), rel, target),
        schemes: truth(schemes) ? Array.from(iterate(schemes), schemeOf) : [],
      }),
  ),
};

interface LinkOptions {
  readonly limit: number;
  readonly attributes: string;
  readonly schemes: readonly string[];
}

function linkAttributes(noFollow: boolean, rel: Value, target: Value): string {
  const words = new Set([...(truth(rel) ? str(rel).split(/\s+/) : []), ...(noFollow ? ['nofollow'] : []), 'noopener']);
  const relation = ` rel="${escapeHtml(
    [...words]
      .filter(word => word !== '')
      .toSorted()
      .join(' '),
  )}"`;
  return truth(target) ? `${relation} target="${escapeHtml(str(target))}"` : relation;
}

function schemeOf(value: Value): string {
  const scheme = requireText(value);
  return /^[\w.+-]{2,}:(?:\/){0,2}$/.test(scheme) ? scheme : fail('runtime', `'${scheme}' is no scheme of addresses`);
}

function urlize(text: string, options: LinkOptions): string {
  return text
    .split(/(\s+)/)
    .map(word => linkWord(word, options))
    .join('');
}

/** Brackets and punctuation around an address stay outside of the link. */
function linkWord(word: string, options: LinkOptions): string {
  const head = /^(?:[(<]|&lt;)+/.exec(word)?.[0] ?? '';
  const body = word.slice(head.length);
  const tail = /(?:[)>.,\n]|&gt;)+$/.exec(body)?.[0] ?? '';
  const [address, rest] = balanced(body.slice(0, body.length - tail.length), tail);
  return head + link(address, options) + rest;
}

const brackets = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const;

/** Takes closing brackets back into the address for those that it opens. */
function balanced(address: string, tail: string): [address: string, tail: string] {
  for (const [open, close] of brackets) {
    const missing =
      count(address, open) - count(address, close) > 0 ? Math.min(count(address, open), count(tail, close)) : 0;
    for (let i = 0; i < missing; i++) {
      const end = tail.indexOf(close) + close.length;
      [address, tail] = [address + tail.slice(0, end), tail.slice(end)];
    }
  }
  return [address, tail];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

const word = '[\\p{L}\\p{N}_%-]';
const webAddress = new RegExp(
  `^(?:(?:https?://|www\\.)(?:${word}+\\.)*(?:[a-z]{2,63}|xn--[\\p{L}\\p{N}_%]{2,59})` +
    `|(?:[\\p{L}\\p{N}_%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)` +
    `|https?://(?:\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}|\\[(?:[\\p{Nd}a-f]{0,4}:){2}(?:[\\p{Nd}a-f]{0,4}:?){1,6}\\]))` +
    `(?::\\p{Nd}{1,5})?(?:[/?#]\\S*)?$`,
  'iu',
);
const mailAddress = /^\S+@[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.[\p{L}\p{N}_]+$/u;

function link(text: string, options: LinkOptions): string {
  if (webAddress.test(text)) {
    const address = /^https?:\/\//.test(text) ? text : `https://${text}`;
    return anchor(address, shortened(text, options.limit), options.attributes);
  }
  if (text.startsWith('mailto:') && mailAddress.test(text.slice(7))) return anchor(text, text.slice(7), '');
  if (!/^(?:www\.|@)|:/.test(text) && mailAddress.test(text)) return anchor(`mailto:${text}`, text, '');
  const known = options.schemes.some(scheme => text !== scheme && text.startsWith(scheme));
  return known ? anchor(text, text, options.attributes) : text;
}

function anchor(address: string, text: string, attributes: string): string {
  return `<a href="${address}"${attributes}>${text}</a>`;
}

function shortened(text: string, limit: number): string {
  const chars = codePoints(text);
  return chars.length > limit ? `${chars.slice(0, limit).join('')}...` : text;
}
