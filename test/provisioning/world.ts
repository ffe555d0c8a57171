/** A whole operator for a test: the lab's systems, a database with the demo catalogue in a temporary folder, and the app on top. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { loadDemo } from '../../src/crm/load-demo.ts';
import { startLab } from '../../src/lab/lab.ts';
import type { Lab, LabOptions } from '../../src/lab/types.ts';

export interface World {
  readonly app: App;
  readonly lab: Lab;
  readonly home: string;
  close(): Promise<void>;
}

/** `settings` go over those of the lab. */
export async function openWorld(options: LabOptions = { hss: 2 }, settings: object = {}): Promise<World> {
  const lab = await startLab(options);
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-test-'));
  writeFileSync(
    join(home, 'crm_config.yaml'),
    JSON.stringify({ ...lab.settings(), plays_path: [join(home, 'plays')], ...settings }),
  );
  const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home });
  const app = await createApp(config);
  await loadDemo(app.db);
  const close = async (): Promise<void> => {
    await app.close();
    await lab.close();
    rmSync(home, { recursive: true });
  };
  return { app, lab, home, close };
}
