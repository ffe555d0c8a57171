/** JSON in and out as CPython's json module has it. */
export { parseJson } from './parse-json.ts';
export { toJson, type JsonOptions } from './to-json.ts';
