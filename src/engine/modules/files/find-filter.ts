import { readFileSync, type Stats } from 'node:fs';
import { matchRegex, searchRegex, translateRegex } from '../../../template/formats/python-regex.ts';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { FileProblem } from '../shared/file-problem.ts';
import { globRegex } from '../shared/glob.ts';
import { resolveMode } from '../shared/mode.ts';
import { flagArgument, optionalText, textArgument, textsArgument } from '../shared/read-arguments.ts';

type Filter = (path: string, name: string, stats: Stats) => boolean;

/** Whether a file is one that the task looks for. */
export function fileFilter(args: ModuleArguments, context: ModuleContext): Filter {
  const filters = [typeFilter, hiddenFilter, nameFilter, ageFilter, sizeFilter, modeFilter, contentFilter];
  const active = filters.map(filter => filter(args, context)).filter(filter => filter !== null);
  return (path, name, stats) => active.every(filter => filter(path, name, stats));
}

const TYPES: Readonly<Record<string, (stats: Stats) => boolean>> = {
  any: () => true,
  file: stats => stats.isFile(),
  directory: stats => stats.isDirectory(),
  link: stats => stats.isSymbolicLink(),
};

function typeFilter(args: ModuleArguments): Filter {
  const fits = TYPES[textArgument(args, 'file_type')]!;
  return (_path, _name, stats) => fits(stats);
}

function hiddenFilter(args: ModuleArguments): Filter | null {
  return flagArgument(args, 'hidden') ? null : (_path, name) => !name.startsWith('.');
}

function nameFilter(args: ModuleArguments): Filter {
  const wanted = textsArgument(args, 'patterns').map(pattern => namePattern(pattern, args));
  const unwanted = textsArgument(args, 'excludes').map(pattern => namePattern(pattern, args));
  return (_path, name) =>
    (wanted.length === 0 || wanted.some(fits => fits(name))) && !unwanted.some(fits => fits(name));
}

function namePattern(pattern: string, args: ModuleArguments): (name: string) => boolean {
  if (!flagArgument(args, 'use_regex')) {
    const glob = globRegex(pattern);
    return name => glob.test(name);
  }
  const regex = translateRegex(pattern);
  return name => matchRegex(regex, name) !== undefined;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

const STAMPS: Readonly<Record<string, (stats: Stats) => number>> = {
  atime: stats => stats.atimeMs,
  ctime: stats => stats.ctimeMs,
  mtime: stats => stats.mtimeMs,
};

/** `2d` is older than two days, `-2d` younger. */
function ageFilter(args: ModuleArguments, context: ModuleContext): Filter | null {
  const age = optionalText(args, 'age');
  if (age === null) return null;
  const [, sign, digits, unit = 's'] = /^(-?)(\d+)([smhdw])?$/i.exec(age) ?? [];
  if (digits === undefined) throw new FileProblem(`age is not a number with an optional unit of s, m, h, d, w: ${age}`);
  const ms = Number(digits) * SECONDS[unit.toLowerCase()]! * 1000;
  const stamp = STAMPS[textArgument(args, 'age_stamp')]!;
  const now = context.clock().getTime();
  return (_path, _name, stats) => (sign === '-' ? now - stamp(stats) <= ms : now - stamp(stats) >= ms);
}

const BYTES: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** `10k` is at least so big, `-10k` at most. */
function sizeFilter(args: ModuleArguments): Filter | null {
  const size = optionalText(args, 'size');
  if (size === null) return null;
  const [, sign, digits, unit = 'b'] = /^(-?)(\d+)([bkmgt])?$/i.exec(size) ?? [];
  if (digits === undefined)
    throw new FileProblem(`size is not a number with an optional unit of b, k, m, g, t: ${size}`);
  const bytes = Number(digits) * BYTES[unit.toLowerCase()]!;
  return (_path, _name, stats) => (sign === '-' ? stats.size <= bytes : stats.size >= bytes);
}

function modeFilter(args: ModuleArguments): Filter | null {
  const mode = args['mode'] ?? null;
  if (mode === null) return null;
  const wanted = resolveMode(mode, 0, false);
  const exact = flagArgument(args, 'exact_mode');
  return (_path, _name, { mode: bits }) => (exact ? (bits & 0o7777) === wanted : (bits & wanted) === wanted);
}

/** `contains` fits the start of a line, or with `read_whole_file` any part of the text. */
function contentFilter(args: ModuleArguments): Filter | null {
  const pattern = optionalText(args, 'contains');
  if (pattern === null) return null;
  const regex = translateRegex(pattern);
  const whole = flagArgument(args, 'read_whole_file');
  return (path, _name, stats) => {
    if (!stats.isFile()) return true;
    const text = readFileSync(path, 'utf8');
    return whole ? searchRegex(regex, text) !== undefined : text.split('\n').some(line => matchRegex(regex, line));
  };
}
