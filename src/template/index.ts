/** The public surface of the template floor. */
export { Float, Tuple, Undefined, PyObject, Template, LazyDict, LazyList } from './values/types.ts';
export type { Value, Dict, Raw } from './values/types.ts';
