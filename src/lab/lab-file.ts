import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import { processStart } from '../process-start.ts';
import type { Lab, LabSettings } from './types.ts';

/** What `<home>/lab.json` tells other processes of a running lab. */
export interface LabFile {
  readonly pid: number;
  /** When the process started, in the system's own terms; with the pid it names one process for good. */
  readonly started: string;
  readonly startedAt: string;
  readonly control: { readonly url: string; readonly token: string };
  /** Base URLs by instance. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly settings: LabSettings;
}

export function labFilePath(home: string): string {
  return join(home, 'lab.json');
}

/** The file of a lab, running or not; undefined when there is none. Throws E_INPUT when it is no such file. */
export function readLabFile(home: string): LabFile | undefined {
  const path = labFilePath(home);
  try {
    const file: LabFile = JSON.parse(readFileSync(path, 'utf8'));
    return file;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new OmnicrmError('E_INPUT', `${path} is not a lab's file`, {
      cause: error,
      hint: 'delete it and start the lab again',
    });
  }
}

/** Writes the file of a lab of this process; only its owner may read it, for it holds the token. */
export function writeLabFile(home: string, lab: Lab): LabFile {
  const file: LabFile = {
    pid: process.pid,
    started: processStart(process.pid) ?? '',
    startedAt: new Date().toISOString(),
    control: lab.control,
    endpoints: {
      ocs: lab.ocs.url,
      ...Object.fromEntries(lab.hss.map(hss => [hss.instance, hss.url])),
      sms: lab.sms.url,
      pay: lab.pay.url,
      pbx: lab.pbx.url,
      smtp: lab.smtp.url,
    },
    settings: lab.settings(),
  };
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = labFilePath(home);
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  return file;
}

/** Deletes the file, unless it has come to be another lab's. */
export function removeLabFile(home: string, pid: number): void {
  if (readLabFile(home)?.pid === pid) rmSync(labFilePath(home), { force: true });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
