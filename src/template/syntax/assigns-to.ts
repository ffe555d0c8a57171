/** Whether the target, or any target within the bodies, is the name. */
export function assignsTo(name: string, [target, ...bodies]: readonly unknown[]): boolean {
  return isTarget(target, name) || bodies.some(body => holdsTarget(body, name));
}

function holdsTarget(tree: unknown, name: string): boolean {
  if (Array.isArray(tree)) return tree.some(item => holdsTarget(item, name));
  if (typeof tree !== 'object' || tree === null || !('type' in tree)) return false;
  if ('target' in tree && isTarget(tree.target, name)) return true;
  if ('targets' in tree && Array.isArray(tree.targets) && tree.targets.some(target => isTarget(target, name)))
    return true;
  return Object.values(tree).some(item => holdsTarget(item, name));
}

function isTarget(target: unknown, name: string): boolean {
  if (typeof target !== 'object' || target === null) return false;
  if ('items' in target && Array.isArray(target.items)) return target.items.some(item => isTarget(item, name));
  return 'name' in target && !('object' in target) && target.name === name;
}
