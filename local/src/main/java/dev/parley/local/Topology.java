package dev.parley.local;

/** The number of instances of each part. */
public enum Topology {
  /** One of each, with Temporal's development server. */
  ONE(false, false),
  /** Two apis and two workers. */
  TWO(true, false),
  /** One of each, with Temporal on PostgreSQL. */
  ONE_ON_POSTGRES(false, true),
  /** Like a deployment: two apis and two workers, with Temporal on PostgreSQL. */
  TWO_ON_POSTGRES(true, true);

  private final boolean twoInstances;
  private final boolean temporalOnPostgres;

  Topology(boolean twoInstances, boolean temporalOnPostgres) {
    this.twoInstances = twoInstances;
    this.temporalOnPostgres = temporalOnPostgres;
  }

  boolean twoInstances() {
    return twoInstances;
  }

  boolean temporalOnPostgres() {
    return temporalOnPostgres;
  }
}
