package dev.parley.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.parley.api.json.ExactJsonFactory;
import dev.parley.api.limit.LimitConfig;
import dev.parley.api.problem.ProblemReports;
import dev.parley.node.json.NodeJson;
import dev.parley.secret.Sealer;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.sql.Postgres;
import dev.parley.temporal.TemporalSettings;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.catalina.core.StandardHost;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** The beans that everything else depends on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiConfig.class, LimitConfig.class})
class ApiConfiguration {

  @Bean
  TemporalSettings temporalSettings(Environment environment) {
    try {
      return TemporalSettings.of(environment::getProperty);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          String.valueOf(e.getMessage()), "Correct the setting that it names.", e);
    }
  }

  @Bean
  Transactions transactions(DataSource dataSource, Transactions.Witness witness) {
    return new Transactions(Postgres.over(dataSource), witness);
  }

  @Bean
  ChangeNotifier changeBell(DataSource dataSource) {
    return new ChangeNotifier(Postgres.over(dataSource));
  }

  @Bean
  JsonFactory jsonFactory() {
    return new ExactJsonFactory();
  }

  /** Reports a client's mistakes instead of guessing or ignoring them. */
  @Bean
  JsonMapperBuilderCustomizer strictJson() {
    return builder ->
        NodeJson.strict(builder)
            .withConfigOverride(
                List.class,
                list -> list.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
            .addModule(new SimpleModule("ids").addDeserializer(UUID.class, new OneSpelling()));
  }

  /**
   * Accepts an id in its canonical spelling only; Jackson would accept other spellings of the same
   * bytes.
   */
  private static final class OneSpelling extends StdScalarDeserializer<UUID> {
    OneSpelling() {
      super(UUID.class);
    }

    @Override
    public UUID deserialize(JsonParser parser, DeserializationContext context) {
      var text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
      return Ids.read(text).orElseGet(() -> context.reportInputMismatch(UUID.class, "no id"));
    }
  }

  @Bean
  Graphs graphs() {
    return new Graphs();
  }

  /** An event's source may contain slashes; in a path they are percent-encoded. */
  @Bean
  TomcatConnectorCustomizer encodedSlashes() {
    return connector -> {
      connector.setEncodedSolidusHandling("passthrough");
      connector.setEncodedReverseSolidusHandling("passthrough");
    };
  }

  @Bean
  TomcatContextCustomizer problemReports() {
    return context -> {
      if (context.getParent() instanceof StandardHost host) {
        host.setErrorReportValveClass(ProblemReports.class.getName());
      }
    };
  }

  /** Created once per installation: another key could not open what is already sealed. */
  @Bean
  @DependsOn("flywayInitializer")
  Sealer sealer(ApiConfig config, DataSource dataSource) {
    var file = config.secretsKeyFile();
    if (Files.notExists(file) && hasSealed(Postgres.over(dataSource))) {
      throw new StartRefused(
          "PARLEY_SECRETS_KEY_FILE names %s, which does not exist, while there are secrets sealed"
              .formatted(file),
          "Put the file back from its back-up. Without it the secrets cannot be read again: to go"
              + " on without them, delete the rows of secret and set skill_set.header_sealed and"
              + " model_setting.key_sealed to null.");
    }
    return Sealer.load(file);
  }

  private static boolean hasSealed(DSLContext dsl) {
    return Boolean.TRUE.equals(
        dsl.fetchValue(
            DSL.field(
                """
                exists (select from secret)
                or exists (select from skill_set where header_sealed is not null)
                or exists (select from model_setting where key_sealed is not null)\
                """,
                Boolean.class)));
  }
}
