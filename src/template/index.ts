/** The public surface of the template floor. */
export { TemplateError, type TemplateErrorKind } from './errors.ts';
export { contains, compare, equals, sameAs } from './values/compare.ts';
export { toJs, toValue } from './values/convert.ts';
export { dictDelete, dictGet, dictHas, dictOf, dictSet } from './values/dict.ts';
export { iterate, length } from './values/iterate.ts';
export { OMIT } from './values/omit.ts';
export { floatRepr, repr, str } from './values/text.ts';
export { truth } from './values/truth.ts';
export { typeName } from './values/type-name.ts';
export { Float, Tuple, Undefined, PyObject, Template, LazyDict, LazyList } from './values/types.ts';
export type { Value, Dict, Raw } from './values/types.ts';
