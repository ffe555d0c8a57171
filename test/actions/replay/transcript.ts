/** Requests to the original and what came back, one file a scenario. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.ts';

export type Cells = Readonly<Record<string, string | null>>;

export interface TableChange {
  readonly added?: readonly Cells[];
  readonly removed?: readonly Cells[];
  /** `key` names the row; other columns are pairs of before and after. */
  readonly changed?: readonly Readonly<Record<string, string | readonly [string, string]>>[];
}

export interface Step {
  readonly request?: string;
  readonly status?: number;
  readonly body?: string;
  readonly html?: boolean;
  readonly db_changes?: Readonly<Record<string, TableChange>>;
  readonly db_changes_of_both?: Readonly<Record<string, TableChange>>;
  /** Options that change from here on; null takes one away. */
  readonly alter_ini?: Readonly<Record<string, string | number | null>>;
  readonly sql?: string;
}

export interface Scenario {
  readonly id: string;
  readonly action: string;
  readonly source: string;
  readonly alter_ini: Readonly<Record<string, string | number>>;
  readonly fixture_changes_sql: string;
  readonly steps: readonly Step[];
}

const folder = join(packageRoot(), 'test/actions');

export const fixture = readRecorded(join(folder, 'fixture.sql'));

export const scenarios: readonly Scenario[] = readdirSync(join(folder, 'transcripts')).map(
  file => JSON.parse(readRecorded(join(folder, 'transcripts', file))) as Scenario,
);

/** Addresses that were dead when it was recorded become one that is dead on loopback: no packet leaves the machine. */
function readRecorded(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/\b10\.255\.255\.\d+\b/g, '127.255.255.255');
}

/** The action that a request asks for; empty for requests that ask for none. */
export function actionOf(request: string): string {
  return new URLSearchParams(request.slice(request.indexOf('?') + 1)).get('action') ?? '';
}
