/** The keys of the runner's step state through which main passes values to the post step. */
export const FOR_POST = { journal: 'journal', entries: 'entries', done: 'done' } as const

/** Whether main opened a journal and did not save it. `getState` returns the value of a key, empty if there is none. */
export function isStateLeft(getState: (name: string) => string): boolean {
  return getState(FOR_POST.journal) !== '' && getState(FOR_POST.done) !== 'true'
}
