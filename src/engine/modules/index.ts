import type { Module } from '../module.ts';

const all: readonly Module[] = [];

/** The modules that work on files, processes and the network, by name. */
export const modules: ReadonlyMap<string, Module> = new Map(all.map((module) => [module.name, module]));
