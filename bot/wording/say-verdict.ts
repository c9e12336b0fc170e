import { eligibility } from '../../knowledge/eligibility.ts';
import type { Verdict, WayOut } from '../../knowledge/eligibility.ts';
import { formatMoney } from '../../knowledge/format.ts';
import { isMoney } from '../company.ts';
import { series } from './series.ts';
import { sayEither } from './say-either.ts';
import { type Part, type Scene, serviceName } from './scene.ts';
import { sayMoney, slotName } from './value.ts';

/** May this company have this licence: the answer first, then why, then what can be done. */
export function sayVerdict(scene: Scene, changed: boolean): Part {
  const verdict = eligibility(scene.knowledge, scene.company);
  return sayEither(scene, verdict) ?? verdictPart(scene, verdict, `say.verdict.${changed ? 'changed.' : ''}${statusOf(verdict)}`);
}

/** Whoever hears that it is no plain yes and asks why: the reason, and the ways out. Null where there is nothing of the kind to tell. */
export function sayWhyNot(scene: Scene): Part | null {
  const verdict = eligibility(scene.knowledge, scene.company);
  const key = `say.verdict.why-not.${statusOf(verdict)}`;
  return scene.words.has(key) ? verdictPart(scene, verdict, key) : null;
}

/** An amount of another currency decides nothing here, and asking for it again would not help. */
function statusOf({ status, reasons }: Verdict): Verdict['status'] | 'short-staffed' {
  if (reasons.some(({ check }) => check === 'currency')) return 'needs-consultant';
  return status === 'not-yet' && lacks(reasons, 'staff') && !lacks(reasons, 'capital') ? 'short-staffed' : status;
}

function lacks(reasons: Verdict['reasons'], what: Verdict['reasons'][number]['check']): boolean {
  return reasons.some(({ check, outcome }) => check === what && outcome === 'not-met');
}

function verdictPart(scene: Scene, verdict: Verdict, key: string): Part {
  const { words } = scene;
  const status = statusOf(verdict);
  const text = words(key, {
    service: serviceName(scene, verdict.service),
    required: rmb(scene, requiredCapital(verdict)),
    reasons: series(words, metReasons(scene, verdict), 'labels.clauses'),
    yours: yourCapital(scene),
    ways: waysText(scene, verdict.waysOut),
    why: whyText(scene, verdict),
    missing: series(
      words,
      verdict.missing.map((slot) => slotName(scene, slot)),
    ),
  });
  // Who may apply is told so with the verdict itself.
  const asOf = status === 'not-yet' && verdict.facts.length > 0 ? `\n${words('say.verdict.asof')}` : '';
  const staff = status === 'not-yet' && lacks(verdict.reasons, 'staff') ? `\n${words('say.verdict.staff-too')}` : '';
  return { text: `${text.trim()}${staff}${asOf}${guessText(scene, verdict)}`, facts: verdict.facts };
}

/** What is only supposed may turn out otherwise. */
function guessText({ words, values }: Scene, { status }: Verdict): string {
  const isGuess = values['funding-guessed'] === true && (status === 'eligible' || status === 'not-yet');
  return isGuess ? `\n${words('say.verdict.guessed')}` : '';
}

function metReasons(scene: Scene, { reasons }: Verdict): readonly string[] {
  return reasons
    .filter(({ outcome }) => outcome === 'met')
    .map((reason) => reasonText(scene, reason))
    .filter((text) => text !== '');
}

function reasonText(scene: Scene, { check, required }: Verdict['reasons'][number]): string {
  const key = `say.verdict.reason.${check}`;
  return scene.words.has(key) ? scene.words(key, { required: rmb(scene, required ?? 0) }) : '';
}

function requiredCapital({ reasons }: Verdict): number {
  return reasons.find(({ check }) => check === 'capital')?.required ?? 0;
}

function yourCapital(scene: Scene): string {
  const capital = scene.values['capital'];
  if (!isMoney(capital)) return scene.words('say.verdict.capital-unknown');
  const key = capital.min === null ? 'capital-open' : 'capital-is';
  return scene.words(`say.verdict.${key}`, { capital: sayMoney(scene, capital) });
}

function waysText(scene: Scene, ways: readonly WayOut[]): string {
  if (ways.length === 0) return '';
  const heading = scene.words(ways.length === 1 ? 'say.verdict.ways-one' : 'say.verdict.ways-many');
  return [heading, ...ways.map((way) => wayText(scene, way))].join('\n');
}

function wayText(scene: Scene, way: WayOut): string {
  if (way.way === 'raise-capital') {
    const to = rmb(scene, way.to);
    return way.by === null
      ? scene.words('say.verdict.way.raise-capital-open', { to })
      : scene.words('say.verdict.way.raise-capital', { to, by: rmb(scene, way.by) });
  }
  const key = way.met ? 'provincial-first' : 'provincial-first-short';
  return scene.words(`say.verdict.way.${key}`, { required: rmb(scene, way.required) });
}

function whyText(scene: Scene, { reasons }: Verdict): string {
  const outside = reasons.find(({ check, outcome }) => outcome === 'outside-sources' || check === 'currency');
  const key = `say.verdict.why.${outside?.check ?? ''}`;
  return scene.words.has(key) ? scene.words(key) : '';
}

function rmb(scene: Scene, amount: number): string {
  return formatMoney(amount, scene.language);
}
