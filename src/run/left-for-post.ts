/** Names under which main leaves values for the post step, which knows nothing else. */
export const FOR_POST = { journal: 'journal', entries: 'entries', done: 'done' } as const

/** Whether main has begun to remember something and did not save it. */
export function isStateLeft(getState: (name: string) => string): boolean {
  return getState(FOR_POST.journal) !== '' && getState(FOR_POST.done) !== 'true'
}
