/** Tests of paths: what lies there (Ansible). */
import { lstatSync, readFileSync, statSync, type Stats } from 'node:fs';
import { posix } from 'node:path';
import { testOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateTest } from '../callable.ts';
import { fail } from '../fail.ts';

const directory = ofPath(path => stats(path)?.isDirectory() ?? false);
const file = ofPath(path => stats(path)?.isFile() ?? false);
const link = ofPath(path => linkStats(path)?.isSymbolicLink() ?? false);
const absolute = ofPath(path => path.startsWith('/'));
const mount = ofPath(isMount);
const sameFile = testOf(['f1', 'f2'], (a, b) => isSameFile(requireText(a), requireText(b)));

export const fileTests: Readonly<Record<string, TemplateTest>> = {
  directory,
  is_dir: directory,
  file,
  is_file: file,
  link,
  is_link: link,
  exists: ofPath(path => stats(path) !== undefined),
  link_exists: ofPath(path => linkStats(path) !== undefined),
  abs: absolute,
  is_abs: absolute,
  mount,
  is_mount: mount,
  same_file: sameFile,
  is_same_file: sameFile,
  vaulted_file: ofPath(isVaulted),
};

function ofPath(body: (path: string) => boolean): TemplateTest {
  return testOf(['path'], value => body(requireText(value)));
}

function stats(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function linkStats(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** A folder on another device than its parent, or the root itself. */
function isMount(path: string): boolean {
  const [own, parent] = [linkStats(path), linkStats(posix.join(path, '..'))];
  if (own === undefined || parent === undefined || own.isSymbolicLink()) return false;
  return own.dev !== parent.dev || own.ino === parent.ino;
}

function isSameFile(a: string, b: string): boolean {
  const [left, right] = [stats(a), stats(b)];
  if (left === undefined || right === undefined) fail('value', `no such file: ${left === undefined ? a : b}`);
  return left.dev === right.dev && left.ino === right.ino;
}

function isVaulted(path: string): boolean {
  if (stats(path)?.isFile() !== true) fail('value', `cannot read the file '${path}'`);
  return readFileSync(path, 'latin1').startsWith('$ANSIBLE_VAULT');
}
