package dev.parley.local;

import org.junit.jupiter.api.Tag;

/** The same with Temporal on PostgreSQL, whose server may have to be compiled first. */
@Tag("long")
class ClusterIT extends InstancesIT {
  @Override
  Topology topology() {
    return Topology.TWO_ON_POSTGRES;
  }
}
