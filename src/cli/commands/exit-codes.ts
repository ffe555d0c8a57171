import type { CommandDefinition } from '../command.ts';
import { exitCodeMeanings } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';

export const exitCodesCommand: CommandDefinition = {
  define: (command, cli) => {
    command.action(() => {
      if (cli.json) return printJson(cli.io, Object.fromEntries(exitCodeMeanings));
      for (const [code, meaning] of exitCodeMeanings) cli.io.out(`${String(code).padStart(3)}  ${meaning}\n`);
    });
  },
};
