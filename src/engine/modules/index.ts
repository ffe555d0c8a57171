import type { Module } from '../module.ts';
import { uri } from './uri/uri.ts';

const all: readonly Module[] = [uri];

/** The modules that work on files, processes and the network, by name. */
export const modules: ReadonlyMap<string, Module> = new Map(all.map((module) => [module.name, module]));
