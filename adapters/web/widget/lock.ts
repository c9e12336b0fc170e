/** Runs `act` in one tab at a time. */
export function exclusively<T>(name: string, act: () => Promise<T>): Promise<T> {
  // Web locks exist in secure contexts only. Without them two tabs may send the same message: its id makes that harmless.
  return navigator.locks ? navigator.locks.request(name, act) : act();
}
