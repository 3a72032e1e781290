/** The address of this run, in GitHub's variables; null outside of GitHub. */
export function runLink({
  GITHUB_SERVER_URL,
  GITHUB_REPOSITORY,
  GITHUB_RUN_ID,
}: NodeJS.ProcessEnv): string | null {
  const parts = [GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID]
  if (parts.some((part) => part === undefined || part === '')) return null
  const link = `${parts[0] ?? ''}/${parts[1] ?? ''}/actions/runs/${parts[2] ?? ''}`
  return URL.canParse(link) ? link : null
}
