import { distinctBy } from '../../base/distinct.js'
import { oneLine } from '../../base/untrusted-text.js'
import type { DbtExposure } from '../../dbt/manifest.js'
import type { Exposure } from '../../exposures/types.js'
import type { Row } from './rows-schema.js'

type Owner = Row['owners'][number]

export type OwnedExposure = Pick<DbtExposure, 'id' | 'name' | 'owners'>

/** The owners of exposures: declared ones as dbt has them, discovered ones by the name that Tableau shows. */
export class Owners {
  readonly #byId: ReadonlyMap<string, OwnedExposure>

  constructor(private readonly declared: readonly OwnedExposure[]) {
    this.#byId = new Map(declared.map((exposure) => [exposure.id, exposure]))
  }

  of(exposures: readonly Pick<Exposure, 'uniqueId' | 'owner'>[]): Owner[] {
    return distinctOwners(
      exposures.map(({ uniqueId, owner }) =>
        ownerOf(this.#byId.get(uniqueId)?.owners ?? (owner === null ? [] : [owner])),
      ),
    )
  }

  named(name: string): Owner[] {
    return distinctOwners(
      this.declared.filter((one) => one.name === name).map(({ owners }) => ownerOf(owners)),
    )
  }
}

/** Without e-mail addresses, which only the plan file may have. */
export function ownerNames(owners: readonly Owner[]): string[] {
  return owners.flatMap(({ name }) => name ?? [])
}

const LONGEST_NAME = 200

/** Distinguishes names and addresses, since dbt allows an address as the owner's name. */
function ownerOf(names: readonly string[]): Owner {
  const shown = names.map((name) => oneLine(name, LONGEST_NAME)).filter((name) => name !== '')
  return {
    name: shown.find((name) => !isAddress(name)) ?? null,
    emails: shown.filter(isAddress),
  }
}

function isAddress(name: string): boolean {
  return /^\S+@\S+$/.test(name)
}

function distinctOwners(owners: readonly Owner[]): Owner[] {
  const known = owners.filter(({ name, emails }) => name !== null || emails.length > 0)
  return [...distinctBy(known, (owner) => JSON.stringify(owner))]
}
