import type { Playbook } from '../engine/index.ts';

/** The name of the first play of a playbook; its file's where it has none. */
export function playTitle({ playbook, play }: { readonly playbook: Playbook; readonly play: string }): string {
  const name = playbook.plays[0]?.keywords.get('name');
  return typeof name === 'string' ? name : play;
}
