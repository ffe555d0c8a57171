/** A database of its own with a product for each play, and one backend on loopback. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { createProduct } from '../../src/crm/product.ts';

export interface BenchHome {
  readonly home: string;
  readonly plays: string;
  remove(): void;
}

/** `plays` maps names to texts; each is the play of a product of that name. Up to `concurrency` calls are under way at once. */
export async function makeBenchHome(
  url: string,
  plays: ReadonlyMap<string, string>,
  concurrency: number,
): Promise<BenchHome> {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const folder = join(home, 'plays');
  mkdirSync(folder);
  const settings = { plays_path: [folder], backends: { bench: { base_url: url, kind: 'http', concurrency } } };
  writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify(settings));
  for (const [name, text] of plays) writeFileSync(join(folder, `${name}.yaml`), text);
  const app = await openBenchApp(home);
  await loadDemo(app.db);
  for (const name of plays.keys())
    await createProduct(app.db, { product_slug: name, product_name: name, provisioning_play: name });
  await app.close();
  return { home, plays: folder, remove: () => rmSync(home, { recursive: true }) };
}

export async function openBenchApp(home: string): Promise<App> {
  return createApp(await benchConfig(home));
}

export function benchConfig(home: string): Promise<Config> {
  return loadConfig({ env: { OMNICRM_HOME: home }, cwd: home });
}

/** Does `work` for each number below `count`, so many at once. */
export async function atOnce(count: number, limit: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
