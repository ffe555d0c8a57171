import type { Module } from '../module.ts';
import { cron } from './cron/cron.ts';
import { assemble } from './files/assemble.ts';
import { copy } from './files/copy.ts';
import { fetch } from './files/fetch.ts';
import { file } from './files/file.ts';
import { find } from './files/find.ts';
import { slurp } from './files/slurp.ts';
import { stat } from './files/stat.ts';
import { tempfile } from './files/tempfile.ts';
import { template } from './files/template.ts';
import { mail } from './mail/mail.ts';
import { ping } from './ping.ts';
import { gatherFacts, setup } from './setup.ts';
import { command } from './process/command.ts';
import { raw } from './process/raw.ts';
import { script } from './process/script.ts';
import { shell } from './process/shell.ts';
import { unarchive } from './process/unarchive.ts';
import { blockinfile } from './text/blockinfile.ts';
import { iniFile } from './text/ini-file.ts';
import { lineinfile } from './text/lineinfile.ts';
import { replace } from './text/replace.ts';
import { getUrl } from './uri/get-url.ts';
import { uri } from './uri/uri.ts';
import { waitFor } from './wait-for/wait-for.ts';

const all: readonly Module[] = [
  assemble,
  blockinfile,
  command,
  copy,
  cron,
  fetch,
  file,
  find,
  gatherFacts,
  getUrl,
  iniFile,
  lineinfile,
  mail,
  ping,
  raw,
  replace,
  script,
  setup,
  shell,
  slurp,
  stat,
  tempfile,
  template,
  unarchive,
  uri,
  waitFor,
];

/** The modules that work on files, processes and the network, by name. */
export const modules: ReadonlyMap<string, Module> = new Map([
  ...all.map(module => [module.name, module] as const),
  // Before collections it had no other name.
  ['mail', mail],
]);
