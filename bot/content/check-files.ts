import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { knowledgeFiles } from '../../knowledge/schemas.ts';
import type { Problem } from './problem.ts';

/** The folders of the content; `null` where every .yaml file is read. */
const folders: readonly { readonly folder: string; readonly read: readonly string[] | null }[] = [
  { folder: 'flows', read: null },
  { folder: 'flows/texts', read: ['zh-Hans.yaml', 'zh-Hant.yaml', 'en.yaml'] },
  { folder: 'knowledge', read: Object.keys(knowledgeFiles) },
  { folder: 'knowledge/answers', read: null },
  { folder: 'knowledge/vocabulary', read: null },
];

/** Files that look like content and that nothing reads: whoever wrote one waits for it in vain. */
export async function checkFiles(root: string): Promise<readonly Problem[]> {
  const found = folders.map(async ({ folder, read }) => {
    const names = await readdir(join(root, folder)).catch(() => []);
    return names.filter((name) => /\.ya?ml$/.test(name) && !isRead(name, read)).map((name) => unread(folder, name));
  });
  return (await Promise.all(found)).flat();
}

function isRead(name: string, read: readonly string[] | null): boolean {
  return name.endsWith('.yaml') && (read === null || read.includes(name));
}

const elsewhere = 'Answers of your own go into knowledge/answers/, words into knowledge/vocabulary/, flows into flows/';

function unread(folder: string, name: string): Problem {
  const fix = name.endsWith('.yml') ? 'Let its name end in .yaml' : elsewhere;
  return { file: `${folder}/${name}`, line: 1, column: 1, message: 'nothing reads this file', fix, warning: true };
}
