/** `omnicrm play doc FILE`: what a play does, in Markdown. */
import { relative, resolve } from 'node:path';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';

/** Prints the description of a play, or with `--json` the same as one object. E_PLAY_MISSING, E_PLAY_SYNTAX. */
export async function playDoc(cli: Cli, file: string): Promise<void> {
  const [{ describePlay }, { playMarkdown }] = await Promise.all([
    import('../../provisioning/play-doc/describe-play.ts'),
    import('../../provisioning/play-doc/play-markdown.ts'),
  ]);
  const path = resolve(cli.io.cwd, file);
  const doc = { ...describePlay(path), file: relative(cli.io.cwd, path) };
  if (cli.json) printJson(cli.io, doc);
  else cli.io.out(playMarkdown(doc));
}
