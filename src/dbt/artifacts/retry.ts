const COMMANDS = new Set(
  'build clean clone compile debug deps docs init list ls parse retry run run-operation seed show snapshot source test'.split(
    ' ',
  ),
)

/** Options that may precede dbt's command and take their value as a separate word (`dbt --help` of 1.8 to 1.12). */
const TAKES_VALUE = new Set(
  `--defer-state --deprecated-defer --deprecated-favor-state --deprecated-state --indirect-selection --log-file-max-bytes
   --log-format --log-format-file --log-level --log-level-file --log-path --maximum-seed-size-mib --partial-parse-file-path
   --printer-width --profile --profiles-dir --project-dir --record-timing-info -r --state --target -t --target-path --threads
   --v2-parser --vars --warn-error-options`.split(/\s+/),
)

/**
 * Whether this command line (`dbt --quiet retry …`) is a `dbt retry`. Only the command line shows that: `args.which` has the
 * original command. Any option may have the value `retry`.
 */
export function isRetry(invocationCommand: string): boolean {
  const words = invocationCommand.split(/\s+/).slice(1)
  const command = words.find((word, index) => COMMANDS.has(word) && !TAKES_VALUE.has(words[index - 1] ?? ''))
  return command === 'retry'
}
