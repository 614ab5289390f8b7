/** SQL statements, one after the other in one transaction. They are all ours: nothing that anybody typed is in them. */
export type MigrationSteps = readonly string[]
