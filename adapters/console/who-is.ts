import type { StaffMember } from '../../bot/ports.ts';

/** Who a request comes from, as the sign-in before it found out. */
export function whoIs(locals: Record<string, unknown>): StaffMember {
  return locals['who'] as StaffMember;
}
