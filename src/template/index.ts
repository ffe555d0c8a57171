/** The public surface of the template floor. */
export { isWrittenText } from './written-text.ts';
export type {
  CallContext,
  RenderOptions,
  TemplateFilter,
  TemplateGlobal,
  TemplateLookup,
  TemplateTables,
  TemplateTest,
} from './callable.ts';
export { defaultTables } from './default-tables.ts';
export { Environment, type CompileOptions } from './environment.ts';
export { TemplateError, type TemplateErrorKind } from './errors.ts';
export { parseJson, toJson, type JsonOptions } from './formats/json.ts';
export { keptText, readKept } from './formats/kept-text.ts';
export { loadYaml, loadYamlAll } from './formats/yaml-load.ts';
export { loadTrustedYaml, type TrustedYaml } from './formats/yaml-trusted.ts';
export { scopeWith, type Scope } from './scope.ts';
export type { TemplarOptions } from './call-context.ts';
export { Templar, type RenderTextOptions } from './templar.ts';
export { trustTree } from './trust-tree.ts';
export { contains, compare, equals, sameAs } from './values/compare.ts';
export { toJs, toValue } from './values/convert.ts';
export { dictDelete, dictGet, dictHas, dictOf, dictSet } from './values/dict.ts';
export { items, iterate, length } from './values/iterate.ts';
export { OMIT } from './values/omit.ts';
export { floatRepr, repr, str } from './values/text.ts';
export { truth } from './values/truth.ts';
export { typeName } from './values/type-name.ts';
export { Float, Tuple, Undefined, PyObject, Template, LazyDict, LazyList } from './values/types.ts';
export type { Value, Dict, Raw } from './values/types.ts';
