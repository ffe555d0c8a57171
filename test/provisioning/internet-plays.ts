/** The play of internet access, broken on purpose: each of its calls goes to the CRM, which the lab cannot fail. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { findProduct, updateProduct } from '../../src/crm/product.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { World } from './world.ts';

interface Task {
  readonly name: string;
  readonly uri?: { readonly url: string };
}
interface Play {
  readonly tasks: readonly [{ readonly block: readonly Task[]; readonly rescue: readonly Task[] }];
}

const shipped = readFileSync(join(packageRoot(), 'plays/play_internet.yaml'), 'utf8');
const [play] = parse(shipped) as readonly [Play];
const [{ block, rescue }] = play.tasks;

/** The names of the block's tasks behind its guard. */
export const steps = block.slice(1).map(task => task.name);
/** Those tasks of the rescue that a removal sends calls by. */
export const removalCalls = rescue.filter(task => task.uri && !/set-up cost/.test(task.name)).map(task => task.name);

/** The product's play from now on; undefined for the shipped one. */
export async function usePlay(world: World, text: string | undefined): Promise<void> {
  const name = text === undefined ? 'play_internet' : 'play_broken';
  mkdirSync(join(world.home, 'plays'), { recursive: true });
  if (text !== undefined) writeFileSync(join(world.home, 'plays', `${name}.yaml`), text);
  const { product_id } = await findProduct(world.app.db, 'internet-home');
  await updateProduct(world.app.db, product_id, { provisioning_play: name });
}

/** The play with a failure behind a step of its block. */
export function failingAfter(step: string): string {
  const at = block.findIndex(task => task.name === step) + 1;
  const broken = { name: 'Break', fail: { msg: 'broken here' } };
  return playWith({ block: [...block.slice(0, at), broken, ...block.slice(at)], rescue });
}

/** The play with a call of its rescue going astray. */
export function astray(name: string): string {
  const lost = rescue.map(task =>
    task.name === name ? { ...task, uri: { ...task.uri, url: '{{ crm }}/nowhere' } } : task,
  );
  return playWith({ block, rescue: lost });
}

function playWith(main: object): string {
  return stringify([{ ...play, tasks: [{ name: 'Main block', ...main }] }]);
}
