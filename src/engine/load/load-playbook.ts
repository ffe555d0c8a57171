import type { LoadOptions } from '../options.ts';
import type { Playbook } from '../playbook.ts';

/**
 * Reads and checks a playbook with everything it imports: unknown modules and keywords are refused here.
 * Throws OmnicrmError E_PLAY_MISSING or E_PLAY_SYNTAX with its place.
 */
export declare function loadPlaybook(path: string, options?: LoadOptions): Playbook;
