import { defaultTables, Environment } from '../template/index.ts';

let environment: Environment | undefined;

/** The template environment of the process: one cache of compiled templates for all runs. */
export function sharedEnvironment(): Environment {
  environment ??= new Environment(defaultTables);
  return environment;
}
