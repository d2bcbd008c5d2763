package dev.parley.local;

/**
 * The example flows with the services as processes; {@link ContainersIT} has them in containers.
 */
class ExampleFlowsIT extends ExampleFlows {
  ExampleFlowsIT() {
    super(Product.shared());
  }
}
