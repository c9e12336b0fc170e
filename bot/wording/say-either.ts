import { eligibility, type Verdict } from '../../knowledge/eligibility.ts';
import { formatMoney } from '../../knowledge/format.ts';
import type { Part, Scene } from './scene.ts';

/** Where only the scope is open: what the company has enough for in each. Null for any other verdict. */
export function sayEither(scene: Scene, { status, missing }: Verdict): Part | null {
  if (status !== 'open' || missing.join() !== 'scope') return null;
  const { knowledge, company, words } = scene;
  const one = eligibility(knowledge, { ...company, scope: 'provincial' });
  const all = eligibility(knowledge, { ...company, scope: 'nationwide' });
  const key = `say.verdict.either.${one.status}-${all.status}`;
  const [province, country] = [lacking(scene, one), lacking(scene, all)];
  // How much an amount below some other is short of what is required is not known.
  if (!words.has(key) || province === null || country === null) return null;
  return { text: words(key, { province, country }), facts: [...one.facts, ...all.facts] };
}

/** By how much the capital is short; empty where it is not. */
function lacking({ language }: Scene, { waysOut }: Verdict): string | null {
  const raise = waysOut.find((way) => way.way === 'raise-capital');
  if (!raise) return '';
  return raise.by === null ? null : formatMoney(raise.by, language);
}
