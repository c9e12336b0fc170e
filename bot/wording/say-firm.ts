import { type Part, type Scene, pick } from './scene.ts';

/** "你们是哪家公司": whose bot it is, and where that firm is; of its ties with others nothing is known. */
export function sayFirm(scene: Scene, answer: string): Part {
  const { name, about, city } = scene.knowledge.firm;
  const told = { firm: pick(scene, name), about: pick(scene, about), city: pick(scene, city) };
  return { answer, text: scene.words(`answer.${answer}`, told) };
}
