import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { root, startApp } from './app-server.ts';
import { freePort } from '../support/free-port.ts';
import { median } from './median.ts';
import { number, type Part, type Row } from './table.ts';

const openings = 5;

export const widget: Part = {
  name: 'widget',
  how: `bytes as the server sends them to a browser that takes gzip, and a click on the launcher in Chromium (${openings} fresh visitors); the baseline is Preact alone, minified and gzipped`,
  async run() {
    const dir = await mkdtemp(join(tmpdir(), 'yinlu-widget-'));
    const app = await startApp({ port: await freePort(), dataDir: dir });
    const browser = await launchChromium().catch(async (error: unknown) => {
      await app.stop();
      throw error;
    });
    try {
      const origin = `http://127.0.0.1:${app.port}`;
      const visits = [];
      for (let index = 0; index < openings; index += 1) visits.push(await visit(browser, origin));
      return await rowsOf(visits, origin);
    } finally {
      await browser.close();
      await app.stop();
      await rm(dir, { recursive: true, force: true });
    }
  },
};

interface Visit {
  /** Paths of the widget's scripts, before the click and after it. */
  readonly before: readonly string[];
  readonly opened: readonly string[];
  readonly foreign: number;
  readonly layoutShift: number;
  readonly usableMs: number;
}

async function visit(browser: Browser, origin: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(origin, { waitUntil: 'networkidle' });
  const before = scriptsIn(asked, origin);
  const { usableMs, layoutShift } = await page.evaluate(clickAndWait);
  const opened = scriptsIn(asked, origin);
  const foreign = asked.filter((url) => !url.startsWith(origin) && !url.startsWith('data:')).length;
  await context.close();
  return { before, opened, foreign, layoutShift, usableMs };
}

/** Runs in the page: clicks the launcher and waits until the panel's text field can be written in. */
async function clickAndWait(): Promise<{ usableMs: number; layoutShift: number }> {
  const shifts: PerformanceEntry[] = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  const shadow = [...document.querySelectorAll('*')].find((element) => element.shadowRoot?.querySelector('button'))?.shadowRoot;
  const launcher = shadow?.querySelector('button');
  if (!shadow || !launcher) throw new Error('the page has no launcher');
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  launcher.click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const field = shadow.querySelector('textarea');
    if (field && !field.disabled && field.getBoundingClientRect().height > 0) break;
    if (performance.now() - start > 10_000) throw new Error('the panel did not become usable');
  }
  const layoutShift = shifts.reduce((sum, shift) => sum + (shift as PerformanceEntry & { value: number }).value, 0);
  return { usableMs: performance.now() - start, layoutShift };
}

function scriptsIn(urls: readonly string[], origin: string): readonly string[] {
  return [...new Set(urls)].filter((url) => url.startsWith(`${origin}/widget`)).map((url) => url.slice(origin.length));
}

async function rowsOf(visits: readonly Visit[], origin: string): Promise<readonly Row[]> {
  const [first] = visits;
  if (!first) throw new Error('nobody visited');
  const sum = async (paths: readonly string[]): Promise<number> => {
    const sizes = await Promise.all(paths.map((path) => sentBytes(`${origin}${path}`)));
    return sizes.reduce((all, size) => all + size, 0);
  };
  const [closed, opened, preact] = [await sum(first.before), await sum(first.opened), await preactBytes()];
  const usable = median(visits.map(({ usableMs }) => usableMs));
  const shift = Math.max(...visits.map(({ layoutShift }) => layoutShift));
  const baseline = `${number(preact)} B`;
  return [
    {
      what: 'before it is opened',
      ours: `${number(closed)} B`,
      baseline,
      ratio: `${number(closed / preact, 2)} ×`,
      budget: '≤ 4,096 B',
      met: closed <= 4096,
    },
    {
      what: 'opened, everything',
      ours: `${number(opened)} B`,
      baseline,
      ratio: `${number(opened / preact, 2)} ×`,
      budget: '≤ 20,480 B',
      met: opened <= 20_480,
    },
    { what: 'requests before it is opened', ours: number(first.before.length), budget: '1', met: first.before.length === 1 },
    { what: 'requests to third parties', ours: number(first.foreign), budget: '0', met: first.foreign === 0 },
    { what: 'layout shift', ours: number(shift, 3), budget: '0', met: shift === 0 },
    { what: 'click to usable panel', ours: `${number(usable)} ms`, budget: '≤ 100 ms', met: usable <= 100 },
  ];
}

/** The body's bytes as they come over the wire. */
function sentBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
    }).once('error', reject);
  });
}

async function preactBytes(): Promise<number> {
  const stdin = {
    contents: "export { h, render } from 'preact'; export { useEffect, useRef, useState } from 'preact/hooks'",
    resolveDir: root,
  };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, write: false, format: 'esm' });
  return gzipSync(outputFiles[0]?.contents ?? '').length;
}
