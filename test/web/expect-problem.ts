import { expect } from 'vitest';

/** Every refusal has this form (RFC 9457). */
export async function expectProblem(response: Response, status: number): Promise<Record<string, unknown>> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, title: expect.any(String), type: expect.any(String), detail: expect.any(String) });
  return problem;
}
