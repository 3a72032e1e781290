import { distinctBy } from '../../base/distinct.js'
import { oneLine } from '../../base/untrusted-text.js'
import type { DbtExposure } from '../../dbt/manifest.js'
import type { Exposure, Unresolved } from '../../exposures/types.js'
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

  ofUnresolved({ exposure, uniqueId }: Pick<Unresolved, 'exposure' | 'uniqueId'>): Owner[] {
    const own = this.declared.filter(({ id, name }) =>
      uniqueId === undefined ? name === exposure : id === uniqueId,
    )
    return distinctOwners(own.map(({ owners }) => ownerOf(owners)))
  }
}

/** Without e-mail addresses, which only the plan file may have. */
export function ownerNames(owners: readonly Owner[]): string[] {
  return owners.flatMap(({ name }) => name ?? [])
}

const LONGEST_NAME = 200

/** Separates names from addresses: dbt allows `Ines <ines@example.com>` as a name, and several addresses as an e-mail. */
function ownerOf(texts: readonly string[]): Owner {
  const shown = texts.map((text) => oneLine(text, LONGEST_NAME))
  return {
    name: shown.map(withoutAddresses).find((name) => name !== '') ?? null,
    emails: shown.flatMap((text) => text.match(ADDRESS) ?? []),
  }
}

const ADDRESS = /[^\s<>()[\]"',;]+@[^\s<>()[\]"',;]+/g

function withoutAddresses(text: string): string {
  const name = text.replaceAll(ADDRESS, '').replaceAll(/[<([]\s*[>)\]]/g, '')
  return name.replaceAll(/^[\s,;]+|[\s,;]+$/g, '')
}

function distinctOwners(owners: readonly Owner[]): Owner[] {
  const known = owners.filter(({ name, emails }) => name !== null || emails.length > 0)
  return [...distinctBy(known, (owner) => JSON.stringify(owner))]
}
