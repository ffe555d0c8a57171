import type { Rule } from '../../../engine/lint/rule.ts';
import { allTemplates, type Use } from '../../../engine/lint/templates/node-templates.ts';
import { lastName, syntaxNodes, type Visit } from '../../../engine/lint/templates/syntax-nodes.ts';
import { placeInTemplate } from '../../../engine/lint/templates/written-template.ts';
import type { Problem } from '../../../engine/lint/rule.ts';
import { writtenNumbers } from '../written-numbers.ts';

const identifier = /^(?:iccid|imsi|msisdn|imei|imeisv|eid|ki|opc)$/i;
const toNumber = new Set(['int', 'float']);

export const identifierAsNumber: Rule = {
  id: 'identifier-as-number',
  summary:
    'An ICCID, IMSI, MSISDN, IMEI or key becomes a number: leading zeros go, and long ones lose digits elsewhere.',
  fix: 'Keep it as text: in quotes, without | int.',
  *check({ script }) {
    for (const use of allTemplates(script)) yield* inTemplate(use);
    yield* writtenNumbers(script, identifier);
  },
};

function* inTemplate(use: Use): Generator<Problem> {
  if (use.tree === undefined || use.bare) return;
  for (const { node, around } of syntaxNodes(use.tree)) {
    if (node.type !== 'filter' || !toNumber.has(node.name)) continue;
    const name = lastName(node.value);
    if (name === undefined || !identifier.test(name) || isCompared(around)) continue;
    yield { where: placeInTemplate(use, node.at), message: `'${name}' is made a number` };
  }
}

/** A number that is only compared is not sent anywhere. */
function isCompared(around: Visit['around']): boolean {
  return around.some(({ type }) => type === 'compare' || type === 'test');
}
