package dev.parley.local;

/** Runs the same tests with Temporal on PostgreSQL. */
class ClusterIT extends InstancesIT {
  @Override
  Topology topology() {
    return Topology.TWO_ON_POSTGRES;
  }
}
