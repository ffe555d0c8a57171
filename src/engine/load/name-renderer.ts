import { str, Templar, type Raw } from '../../template/index.ts';
import { sharedEnvironment } from '../shared-environment.ts';
import type { Vars } from '../playbook.ts';

/** Renders names at load time: only extra variables and those of the play are known then. */
export function nameRenderer(extraVars: Vars, play: { readonly vars: Vars }): (raw: Raw) => string {
  const scope = {
    get: (name: string) => extraVars.get(name) ?? play.vars.get(name),
    names: () => [...extraVars.keys(), ...play.vars.keys()],
  };
  const templar = new Templar(sharedEnvironment(), scope, {});
  return raw => (typeof raw === 'string' ? raw : str(templar.render(raw)));
}
