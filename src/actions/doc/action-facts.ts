/** What the registry does not hold: replies of success, and options beside the gate's (data/actions.yaml). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import { loadYaml, toJs } from '../../template/index.ts';

export interface ActionFacts {
  readonly replies?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
}

/** By the action's name. */
export function actionFacts(): Readonly<Record<string, ActionFacts>> {
  const file = join(packageRoot(), 'data/actions.yaml');
  return toJs(loadYaml(readFileSync(file, 'utf8'), { file })) as Readonly<Record<string, ActionFacts>>;
}
