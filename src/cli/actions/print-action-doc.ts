import type { Cli } from '../command.ts';

/** docs/actions.md, from the registry. */
export async function printActionDoc(cli: Cli): Promise<void> {
  const [{ actions }, { actionDoc }] = await Promise.all([
    import('../../actions/index.ts'),
    import('../../actions/doc/action-doc.ts'),
  ]);
  cli.io.out(actionDoc(actions.values()));
}
