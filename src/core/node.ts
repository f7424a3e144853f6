/** The node as the agent describes it in SetConfig (NomadConfig of the base protocol). */
export interface NodeFacts {
  /** Cores that tasks may use. */
  readonly usableCores: number;
  /** MHz of all usable cores together. */
  readonly totalCompute: number;
}

/** What holds before SetConfig, or when Nomad sends no topology. */
export const unknownNode: NodeFacts = { usableCores: 0, totalCompute: 0 };
