/** Checks variables against an argument spec: what a role says of its parameters. */
import { str, Undefined, type Dict, type Value } from '../../template/index.ts';
import { checkArguments, isArgumentProblem } from '../check-arguments.ts';
import type { ArgumentOption, ArgumentSpec, Module, ModuleContext } from '../module.ts';

export const validateArgumentSpec: Module = {
  name: 'validate_argument_spec',
  spec: {
    argument_spec: { type: 'dict', required: true },
    provided_arguments: { type: 'dict', default: new Map() },
    validate_args_context: { type: 'dict', default: new Map() },
  },
  run(args, context) {
    const spec = dictOf(args['argument_spec'] ?? null);
    const told = { argument_spec_data: spec, validate_args_context: args['validate_args_context'] };
    const given = givenFor(spec, dictOf(args['provided_arguments'] ?? null), context);
    const checked = checkArguments({ name: 'validate_argument_spec', spec: specOf(spec), anyOption: true }, given);
    if (isArgumentProblem(checked)) {
      const argument_errors = [checked.problem];
      return {
        failed: true,
        changed: false,
        msg: `Validation of arguments failed:\n${checked.problem}`,
        argument_errors,
        ...told,
      };
    }
    return {
      changed: false,
      msg: 'The arg spec validation passed',
      validate_args_context: args['validate_args_context'],
    };
  },
};

/** Variables of the task that the spec names, under what was handed over. */
function givenFor(spec: Dict, provided: Dict, context: ModuleContext): Map<string, Value> {
  const given = new Map<string, Value>();
  for (const key of spec.keys()) {
    const value = context.variable(str(key));
    if (value !== undefined && !(value instanceof Undefined)) given.set(str(key), value);
  }
  for (const [key, value] of provided) given.set(str(key), value);
  return given;
}

/** A spec as roles write it, in the engine's words. */
export function specOf(written: Dict): ArgumentSpec {
  return Object.fromEntries([...written].map(([name, option]) => [str(name), optionOf(dictOf(option))]));
}

type OptionType = NonNullable<ArgumentOption['type']>;
const types: readonly OptionType[] = [
  'str',
  'int',
  'float',
  'bool',
  'list',
  'dict',
  'path',
  'raw',
  'jsonarg',
  'json',
  'bytes',
];

function optionOf(option: Dict): ArgumentOption {
  const typeOf = (key: string): OptionType | undefined => types.find(type => type === option.get(key));
  const { choices, aliases, options } = Object.fromEntries([...option].map(([key, value]) => [str(key), value]));
  return {
    type: typeOf('type') ?? 'str',
    ...(typeOf('elements') === undefined ? {} : { elements: typeOf('elements') }),
    required: option.get('required') === true,
    ...(option.has('default') ? { default: option.get('default')! } : {}),
    ...(Array.isArray(choices) ? { choices } : {}),
    ...(Array.isArray(aliases) ? { aliases: aliases.map(str) } : {}),
    ...(options instanceof Map ? { options: specOf(options) } : {}),
  };
}

function dictOf(value: Value): Dict {
  return value instanceof Map ? value : new Map();
}
