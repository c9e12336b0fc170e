import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../../bot/commands/quote.ts';

const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));
const usual = '--service callcentre-nationwide --capital 10000000 --funding domestic --start 2027-01-04 --issued 2026-11-23';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'quote-'))));
afterAll(() => rm(folder, { recursive: true }));

/** `npm run quote -- …` in a folder of its own. */
function quote(line: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, 'quote', ...line.split(' ')], { cwd: folder }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

/** The same without a process of its own, which would cost most of the time. */
async function told(line: string): Promise<{ code: number; out: string; err: string }> {
  const lines: string[] = [];
  let out = '';
  const spies = [
    vi.spyOn(console, 'error').mockImplementation((text: string) => void lines.push(text)),
    vi.spyOn(console, 'log').mockImplementation((text: string) => void (out += `${text}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== ''),
  ];
  const code = await run(line.split(' ')).finally(() => spies.forEach((spy) => spy.mockRestore()));
  return { code, out, err: lines.join('\n') };
}

describe('npm run quote', () => {
  test('prints verdict, quote and timeline as JSON, the same for the same options', async () => {
    const { code, out } = await quote(usual);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: { status: 'eligible' },
      quote: { totalCents: 4_200_000, sample: true, issued: '2026-11-23' },
      timeline: { start: '2027-01-04', courses: [{ total: { low: 85, high: 180 } }, { total: { low: 44, high: 54 } }] },
    });
    expect((await told(usual)).out).toBe(out);
  });

  test('writes PDF and picture to files named after the number, the others to standard output', async () => {
    const pdf = await quote(`${usual} --format pdf`);
    expect(pdf.out).toMatch(/^Q20261123-\w+\.pdf\n$/);
    expect((await readFile(join(folder, pdf.out.trim()))).subarray(0, 4).toString()).toBe('%PDF');
    const picture = join(folder, 'picture.png');
    expect((await told(`${usual} --format png --out ${picture}`)).out).toBe(`${picture}\n`);
    expect((await readFile(picture)).toString('latin1', 1, 4)).toBe('PNG');
    expect((await told(`${usual} --format ics`)).out).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect((await told(`${usual} --format html --lang en`)).out).toContain('<html lang="en">');
  });

  test.each([
    ['--capital 1', '--service is missing; name a service, such as callcentre-nationwide'],
    ['--service nothing', '--service "nothing" is not in the catalogue; it has: callcentre-nationwide'],
    ['--service callcentre', '--service "callcentre" needs a --scope: nationwide or provincial'],
    ['--service pawn-shop', '--service "pawn-shop" has no price in knowledge/prices.yaml: a consultant quotes it'],
    ['--service code-95 --start 2027-02-30', '--start "2027-02-30" is no day; write it as 2027-01-04'],
    ['--service code-95 --capital 1000w', '--capital "1000w" is no amount; write yuan in digits, such as 10000000'],
    ['--service code-95 --format ics', 'no times are known of code-95, so there is no calendar'],
    ['--service code-95 --options website', '--options "website" is no option of code-95; it has: none'],
    ['--service code-95 --discount returning', '--discount "returning" needs a person\'s approval; name them with --approved-by'],
    [
      '--service code-95 --discount free --approved-by 王',
      '--discount "free" is not in the price book; it has: returning, two-services',
    ],
    ['--service code-95 --approved-by 王', '--approved-by approves nothing; name a --discount'],
    ['--service code-95 --link nowhere', '--link "nowhere" is no address; write it as https://…'],
    ['--service code-95 --province 广洲', '--province "广洲" is no province; write it as 广东省'],
    ['--service code-95 --format pdf --out /nowhere/q.pdf', 'cannot write /nowhere/q.pdf (ENOENT); name another file with --out'],
    ['--nothing', "Unknown option '--nothing'; --help lists the options"],
  ])('told "%s" says what is wrong in one line', async (line, message) => {
    const { code, err } = await told(line);
    expect(code).toBe(1);
    expect(err.startsWith(message)).toBe(true);
    expect(err.split('\n')).toHaveLength(1);
  });

  test.each(['北京', '北京市', 'Beijing'])('the price of %s is the one that stands for 北京市', async (province) => {
    const { out } = await told(`--service callcentre-provincial --province ${province}`);
    expect(JSON.parse(out)).toMatchObject({ quote: { totalCents: 2_800_000 } });
  });

  test('ends with 1 and prints nothing else when it is told something wrong', async () => {
    expect(await quote('--service code-95 --nothing')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('--nothing') as string,
    });
  });

  test('explains itself', async () => {
    const { code, out } = await quote('--help');
    expect(code).toBe(0);
    for (const option of ['--service', '--capital', '--format', '--lang', '--out']) expect(out).toContain(option);
  });
});
