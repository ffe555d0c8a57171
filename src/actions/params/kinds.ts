/** The kinds of parameters. */
import { parseUnits } from '../ledger/units.ts';
import type { Param, Presence } from './param.ts';

interface About {
  readonly summary: string;
  readonly presence?: Presence;
  readonly secret?: boolean;
  /** The reply to a text that is no value; `ERROR:WRONG_PARAM` when not told. */
  readonly wrong?: string;
}
type Wanted = About & { readonly missing: string };

/** A text that must be given. */
export function text(about: Wanted): Param<string> {
  return param(about, given => ({ value: given ?? '' }));
}

/** A text, or undefined. */
export function optionalText(about: About): Param<string | undefined> {
  return param(about, given => ({ value: given }));
}

/** True when given, whatever its text. */
export function flag(about: About): Param<boolean> {
  return param(about, given => ({ value: given !== undefined }));
}

/** An amount of money in minor units, rounded half away from zero; Ubilling's form: -?digits, up to nine after the point. */
export function money(about: Wanted): Param<number> {
  return param(about, given => wrap(parseUnits(given ?? '')));
}

/** An amount in minor units, or undefined. */
export function optionalMoney(about: About): Param<number | undefined> {
  return param(about, given => (given === undefined ? { value: undefined } : wrap(parseUnits(given))));
}

/** The digits of the text as a number: `7x8` is 78; `fallback` when there are none, and no value when there are too many. */
export function digits(about: About & { readonly missing?: string; readonly fallback: number }): Param<number> {
  return param(about, given => {
    const value = Number(given?.replaceAll(/\D/g, '') || about.fallback);
    return Number.isSafeInteger(value) ? { value } : undefined;
  });
}

/** Whole numbers joined by `_` or `,`; empty when not given. */
export function numbers(about: About): Param<readonly number[]> {
  return param(about, given => {
    const parts = given === undefined ? [] : given.split(/[_,]/);
    return parts.every(part => /^\d{1,5}$/.test(part)) ? { value: parts.map(Number) } : undefined;
  });
}

function wrap<T>(value: T | undefined): { readonly value: T } | undefined {
  return value === undefined ? undefined : { value };
}

function param<T>(about: About & { readonly missing?: string }, read: Param<T>['read']): Param<T> {
  return {
    summary: about.summary,
    presence: about.presence ?? 'given',
    missing: about.missing,
    wrong: about.wrong ?? 'ERROR:WRONG_PARAM',
    secret: about.secret === true,
    read,
  };
}
