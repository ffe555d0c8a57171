import { blankClass } from '../blanks.ts';
import { codePoints } from '../iterate.ts';
import { isCased } from './str-case.ts';
import { method, type Method } from './method.ts';

/** Characters with the Unicode property Numeric_Type=Digit that are no decimal digits: superscripts, circled digits, … */
const digitForms =
  '²³¹\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff' +
  '\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}';
/** Han characters that are numbers. */
const hanNumbers = '一二三四五六七八九十百千万萬億亿兆零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟两兩廿卅卌';

/** The `is…` methods of str. */
export const kindMethods: readonly (readonly [string, Method<string>])[] = [
  ['isalnum', every(`[\\p{L}\\p{N}${digitForms}]`)],
  ['isalpha', every('\\p{L}')],
  ['isdecimal', every('\\p{Nd}')],
  ['isdigit', every(`[\\p{Nd}${digitForms}]`)],
  ['isnumeric', every(`[\\p{N}${hanNumbers}]`)],
  ['isspace', every(`[${blankClass}]`)],
  ['isascii', method('', text => /^\p{ASCII}*$/u.test(text))],
  ['isidentifier', method('', text => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text))],
  ['isprintable', method('', text => /^(?: |[^\p{C}\p{Z}])*$/u.test(text))],
  ['islower', method('', text => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text))],
  ['isupper', method('', text => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text))],
  ['istitle', method('', isTitle)],
];

function every(characters: string): Method<string> {
  const pattern = new RegExp(`^${characters}+$`, 'u');
  return method('', text => pattern.test(text));
}

/** Upper case only after characters without case, lower case only after cased ones, and at least one letter. */
function isTitle(text: string): boolean {
  let [within, seen] = [false, false];
  for (const char of codePoints(text)) {
    const cased = isCased(char);
    if (cased && /\p{Lowercase}/u.test(char) !== within) return false;
    [within, seen] = [cased, seen || cased];
  }
  return seen;
}
