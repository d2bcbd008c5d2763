package dev.parley.store;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.parley.architecture.ArchitectureRules;
import dev.parley.architecture.ProductClasses;

@AnalyzeClasses(packages = "dev.parley", importOptions = ProductClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
}
