/** `2`, `２`, `2.`, `选2`, `第二个`, `B`, or the label itself. */
export function pickedFrom(offered: readonly string[], text: string, labelOf: (choice: string) => string): string | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const number = /^(?:我?选|要)?第?([1-9一二三四五六七八九]|[a-i])(?:个|项|[.)、。])?$/u.exec(plain)?.[1];
  const byNumber = number === undefined ? undefined : offered[indexOf(number)];
  return byNumber ?? offered.find((choice) => labelOf(choice).toLowerCase() === plain);
}

function indexOf(number: string): number {
  const chinese = '一二三四五六七八九'.indexOf(number);
  if (chinese >= 0) return chinese;
  return /\d/.test(number) ? Number(number) - 1 : number.charCodeAt(0) - 97;
}
