import type { Gate } from '../action.ts';
import type { Options } from '../options/options.ts';

/** The options that a gate asks for, each with the reply when it is not on. */
export function gateReplies(gate: Gate): readonly (readonly [string, string])[] {
  const asked = askedOptions(gate);
  return asked.flatMap(name => {
    const reply = gate(allOnBut(name, new Set()));
    return reply === undefined ? [] : [[name, reply] as const];
  });
}

function askedOptions(gate: Gate): readonly string[] {
  const asked = new Set<string>();
  gate(allOnBut(undefined, asked));
  return [...asked];
}

/** Options that are all on, save one; who asks for which is noted. */
function allOnBut(off: string | undefined, asked: Set<string>): Options {
  const text = (name: string): string | undefined => {
    asked.add(name);
    return name === off ? undefined : '1';
  };
  return {
    text,
    isOn: name => text(name) !== undefined,
    isOff: name => text(name) === undefined,
    digits: (name, fallback) => (text(name) === undefined ? fallback : 1),
    money: name => (text(name) === undefined ? undefined : 100),
    list: name => (text(name) === undefined ? [] : ['1']),
  };
}
