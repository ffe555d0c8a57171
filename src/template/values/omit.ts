import { PyObject } from './types.ts';

class Omit extends PyObject {
  readonly typeName = '_OmitType';
  text(): string {
    return '<<Omit>>';
  }
}

/** Ansible's `omit`: a list or dict member that is this vanishes from a result; alone it leaves a task argument out. */
export const OMIT: PyObject = new Omit();
