import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { HttpAnswer } from '../../network/http-request.ts';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { applyAttributes } from '../shared/file-attributes.ts';
import { pathInfo } from '../shared/path-info.ts';
import { absolutePath, optionalText } from '../shared/read-arguments.ts';
import { writeFileAtomically } from '../shared/write-file.ts';

/** Writes a successful answer's body to `dest` (a directory takes the URL's file name) and tells about that file. */
export function saveAnswer(answer: HttpAnswer, args: ModuleArguments, context: ModuleContext): Record<string, unknown> {
  const dest = optionalText(args, 'dest');
  if (dest === null) return {};
  const path = fileAt(absolutePath(context, dest), answer.url);
  if (answer.status < 200 || answer.status >= 300) return { path };
  if (context.check) return { changed: true, path };
  writeFileAtomically(path, answer.body);
  applyAttributes(path, args, { check: false });
  return { changed: true, path, ...pathInfo(path) };
}

function fileAt(dest: string, url: URL): string {
  const isDirectory = statSync(dest, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isDirectory ? join(dest, basename(url.pathname) || 'index.html') : dest;
}
