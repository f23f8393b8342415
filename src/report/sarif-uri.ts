import { pathToFileURL } from 'node:url';
import { reportPath } from './report-path';

/** A relative path is a URI reference once what a URI reserves is escaped. */
export function sarifUri(file: string, folder: string): string {
  const path = reportPath(file, folder);
  return path === file && path.startsWith('/') ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/');
}
