import { str } from '../../template/index.ts';
import type { Module } from '../module.ts';
import { engineOf } from './engine-of.ts';

/** Puts the host into a group named by a key; blanks become dashes. */
export const groupBy: Module = {
  name: 'group_by',
  spec: { key: { type: 'str', required: true }, parents: { type: 'list', elements: 'str', default: ['all'] } },
  run(args, context) {
    const group = dashed(str(args['key'] ?? ''));
    const parents = Array.isArray(args['parents']) ? args['parents'].map(parent => dashed(str(parent))) : ['all'];
    const changed = engineOf(context).addToGroup(group, parents);
    return { changed, add_group: group, parent_groups: parents };
  },
};

function dashed(text: string): string {
  return text.replaceAll(' ', '-');
}
