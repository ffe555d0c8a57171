import { OmnicrmError, type Where } from '../../errors.ts';
import { Template, type Raw } from '../values/types.ts';
import { VaultedText } from './vaulted-text.ts';
import { isPlain } from './raw-containers.ts';
import { maskUnquotedTemplates, type UnquotedTemplate } from './yaml-mask.ts';
import { composeYaml } from './yaml-compose.ts';
import { constructYaml, type ConstructHooks } from './yaml-construct.ts';
import { yamlHint } from './yaml-hint.ts';
import { YamlPositions } from './yaml-positions.ts';
import { YamlProblem } from './yaml-problem.ts';
import { YamlSource } from './yaml-source.ts';

export interface YamlWarning {
  /** `duplicate-key` or `unquoted-template`. */
  readonly id: string;
  readonly message: string;
  readonly where: Where;
}

/** The plain text of a vaulted one; undefined when no secret opens it. */
export type OpenVault = (ciphertext: string) => string | undefined;

export interface TrustedYaml {
  readonly value: Raw;
  readonly positions: YamlPositions;
  readonly warnings: readonly YamlWarning[];
}

/**
 * Reads a play file: YAML 1.1 as Ansible reads it, whose texts are templates where they hold `{{`, `{%` or `{#`. A container that
 * holds one at any depth is a LazyDict or LazyList. Text under `!unsafe` stays text; `!vault` text is a VaultedText.
 *
 * Beyond Ansible, an unquoted `{{ x }}` right after `key:` or within brackets is taken as that expression, with a warning.
 * `openVault` gives the plain text of `!vault` values, which is data; what it cannot open stays a VaultedText.
 * Throws OmnicrmError E_PLAY_SYNTAX with the place and, for classic mistakes, a hint.
 */
export function loadTrustedYaml(text: string, file: string, openVault: OpenVault = () => undefined): TrustedYaml {
  const source = new YamlSource(text, file);
  try {
    return load(source, text, [], openVault);
  } catch (problem) {
    if (!(problem instanceof YamlProblem)) throw problem;
    const masked = maskUnquotedTemplates(text);
    if (masked.templates.length === 0) throw playError(source, problem);
    return loadMasked(source, masked.text, masked.templates, openVault);
  }
}

function loadMasked(
  source: YamlSource,
  maskedText: string,
  templates: readonly UnquotedTemplate[],
  openVault: OpenVault,
): TrustedYaml {
  try {
    return load(source, maskedText, templates, openVault);
  } catch (problem) {
    throw problem instanceof YamlProblem ? playError(source, problem) : problem;
  }
}

/** `text` is the source's text, or it with each of `templates` covered by a placeholder of the same length. */
function load(
  source: YamlSource,
  text: string,
  templates: readonly UnquotedTemplate[],
  openVault: OpenVault,
): TrustedYaml {
  const [first, second] = composeYaml(text);
  if (second !== undefined)
    throw new YamlProblem('a second document begins here; a play file has one', second.range[0]);
  const positions = new YamlPositions(source);
  const warnings = templates.map(({ start, text: written }) => unquotedWarning(written, source.where(start)));
  const value =
    first === undefined ? null : constructYaml(first, trustedHooks(source, templates, positions, warnings, openVault));
  return { value, positions, warnings };
}

function trustedHooks(
  source: YamlSource,
  templates: readonly UnquotedTemplate[],
  positions: YamlPositions,
  warnings: YamlWarning[],
  openVault: OpenVault,
): ConstructHooks {
  const unquoted = new Map(templates.map(template => [template.start, template.text]));
  return {
    text: (text, offset) => {
      const written = unquoted.get(offset) ?? text;
      return looksLikeTemplate(written) ? new Template(written, source.where(offset)) : written;
    },
    tags: {
      '!unsafe': construct => construct(true),
      '!vault': vaulted(source, openVault),
      '!vault-encrypted': vaulted(source, openVault),
    },
    placed: (container, places) => positions.add(container, places),
    warn: (message, offset) => warnings.push({ id: 'duplicate-key', message, where: source.where(offset) }),
  };
}

function looksLikeTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('{#');
}

function vaulted(
  source: YamlSource,
  openVault: OpenVault,
): (construct: (unsafe: boolean) => Raw, offset: number) => Raw {
  return (construct, offset) => {
    const ciphertext = construct(true);
    if (isPlain(ciphertext) && typeof ciphertext === 'string')
      return openVault(ciphertext) ?? new VaultedText(ciphertext, source.where(offset));
    throw new YamlProblem('the tag "!vault" needs a text', offset);
  };
}

function unquotedWarning(written: string, where: Where): YamlWarning {
  const message = `the template ${written} stands without quotes; Ansible refuses this file, write "${written.replaceAll('"', "'")}"`;
  return { id: 'unquoted-template', message, where };
}

function playError(source: YamlSource, problem: YamlProblem): OmnicrmError {
  const where = source.where(problem.offset);
  return new OmnicrmError('E_PLAY_SYNTAX', problem.message, { where, hint: yamlHint(source, where), cause: problem });
}
