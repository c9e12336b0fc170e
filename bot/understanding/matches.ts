/** Every match of an expression with the flag `g`. `matchAll` makes a copy of it for each text, which takes longer than most searches do. */
export function matchesIn(text: string, expression: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    found.push(match);
    if (match[0] === '') expression.lastIndex += 1;
  }
  return found;
}
