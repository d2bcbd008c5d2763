package dev.parley.local;

/** The same with Temporal on PostgreSQL. */
class ClusterIT extends InstancesIT {
  @Override
  Topology topology() {
    return Topology.TWO_ON_POSTGRES;
  }
}
