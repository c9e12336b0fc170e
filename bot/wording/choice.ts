import { formatMoney } from '../../knowledge/format.ts';
import { type Scene, tongue } from './scene.ts';
import { sayValue } from './value.ts';

/** What a choice is called: `scope=nationwide` → 全国. A value that no text knows is its own label. */
export function choiceLabel(scene: Scene, choice: string): string {
  const { words } = scene;
  if (words.has(`choice.${choice}`) && !choice.includes('=')) return words(wordKeys[choice] ?? `choice.${choice}`);
  const at = choice.indexOf('=');
  const [slot, value] = [choice.slice(0, at), choice.slice(at + 1)];
  const spec = scene.book.slots[slot];
  if (!spec) return choice;
  if (value === '?') return words('choice.unsure');
  if (spec.type === 'yes-no') return words(value === 'true' ? 'choice.yes' : 'choice.no');
  if (spec.type === 'money') return formatMoney(Number(value), tongue(scene.language));
  return sayValue(scene, slot, value);
}

/** Yes and no are offered after a comparison only, in its words. */
const wordKeys: Readonly<Record<string, string>> = { yes: 'choice.keep', no: 'choice.drop' };
