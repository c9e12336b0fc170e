import { formatMoney } from '../../knowledge/format.ts';
import { pick, type Scene } from './scene.ts';
import { sayValue } from './value.ts';

/** What a choice is called: `scope=nationwide` → 全国. A value that no text knows is its own label. */
export function choiceLabel(scene: Scene, choice: string): string {
  const { words } = scene;
  if (words.has(`choice.${choice}`) && !choice.includes('=')) return words(wordKeys[choice] ?? `choice.${choice}`);
  const at = choice.indexOf('=');
  const [slot, value] = [choice.slice(0, at), choice.slice(at + 1)];
  if (!scene.book.slots[slot]) return choice;
  if (value === '?') return words('choice.unsure');
  return valueLabel(scene, slot, value);
}

function valueLabel(scene: Scene, slot: string, value: string): string {
  const type = scene.book.slots[slot]?.type;
  if (type === 'several') return paperLabel(scene, value);
  if (type === 'yes-no') return scene.words(value === 'true' ? 'choice.yes' : 'choice.no');
  if (type === 'money') return formatMoney(Number(value), scene.language);
  return sayValue(scene, slot, value);
}

function paperLabel(scene: Scene, id: string): string {
  const paper = scene.knowledge.documents.get(id);
  return paper ? scene.words('say.checklist.tick', { name: pick(scene, paper.name) }) : id;
}

/** Yes and no are offered after a comparison only, in its words. */
const wordKeys: Readonly<Record<string, string>> = { yes: 'choice.keep', no: 'choice.drop' };
