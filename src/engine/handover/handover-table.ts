import type { Module } from '../module.ts';
import type { ModuleTable } from '../options.ts';
import { handoverModule } from './handover-module.ts';
import { hasModule } from './installed-ansible.ts';

/** The modules of a table, and every other one that an installed ansible has: it is asked once for each name. */
export class HandoverTable extends Map<string, Module> {
  readonly #ansible: string;
  readonly #asked = new Map<string, Module | undefined>();

  constructor(modules: ModuleTable, ansible: string) {
    super(modules);
    this.#ansible = ansible;
  }

  override get(name: string): Module | undefined {
    return super.get(name) ?? this.#foreign(name);
  }

  #foreign(name: string): Module | undefined {
    if (!this.#asked.has(name)) {
      const there = /^\w+(\.\w+)*$/.test(name) && hasModule(this.#ansible, name);
      this.#asked.set(name, there ? handoverModule(name, this.#ansible) : undefined);
    }
    return this.#asked.get(name);
  }
}
