import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { suggestion } from '../content/suggestion.ts';
import { settingNames } from '../config.ts';

/** A name in `.env` that is no setting, and what it was most likely meant to be. Its value is nobody's business. */
export interface Misspelt {
  readonly name: string;
  readonly hint: string;
}

/**
 * The names in an `.env` that are close to a setting's and are none: else a setting that was misspelt would be passed over in silence. Names
 * that are close to none belong to other programs. None without the file.
 */
export function misspeltIn(file: string): readonly Misspelt[] {
  return Object.keys(parseEnv(textOf(file))).flatMap((name) => {
    const hint = settingNames.includes(name) ? '' : suggestion(name, settingNames);
    return hint === '' ? [] : [{ name, hint }];
  });
}

/** Editors under Windows begin a file with it. */
const byteOrderMark = /^\ufeff/;

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(byteOrderMark, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
