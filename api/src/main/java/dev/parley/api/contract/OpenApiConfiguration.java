package dev.parley.api.contract;

import dev.parley.api.audit.OperationId;
import dev.parley.api.conditions.Conditional;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The frame of the OpenAPI document; {@link DocumentCustomizer} adds what controllers and records
 * cannot express.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  @Bean
  OpenAPI document() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Parley")
                .version("1")
                .description("Automates conversations with visual workflows.")
                .contact(new Contact().name("Parley").url("https://parley.dev"))
                .license(
                    new License()
                        .name("Apache 2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addSecuritySchemes(
                    "apiKey",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key."))
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("parley_session")
                        .description("The dashboard's session; writes also send X-XSRF-TOKEN.")))
        .security(
            List.of(
                new SecurityRequirement().addList("apiKey"),
                new SecurityRequirement().addList("session")));
  }

  /** Names operations without an explicit id by their method and controller. */
  @Bean
  OperationCustomizer names() {
    return (operation, handler) -> {
      if (!handler.hasMethodAnnotation(Operation.class)) {
        operation.setSummary(
            summary(
                handler.getMethod().getName(),
                OperationId.nouns(handler),
                OperationId.noun(handler)));
        operation.setOperationId(OperationId.of(handler));
      }
      if (handler.hasMethodAnnotation(Conditional.class)) {
        DocumentedHeaders.conditional(operation);
      }
      Access.tell(handler, operation);
      return operation;
    };
  }

  private static @Nullable String summary(String method, String nouns, String noun) {
    var one = words(noun);
    if (nouns.equals("Settings")) {
      return (method.equals("find") ? "Get" : "Change") + " the settings of this installation";
    }
    return switch (method) {
      case "list" -> "List " + words(nouns);
      case "find" -> "Get a " + one;
      case "create" -> "Create a " + one;
      case "change" -> "Change a " + one;
      case "archive" -> "Archive a " + one;
      case "unarchive" -> "Take a " + one + " from the archive";
      case "usedBy" -> "List what uses a " + one;
      case "health" -> "Try whether the server of a " + one + " answers";
      case "refresh" -> "Read the tools of a " + one + " again";
      default -> null; // The document is checked for operations without one.
    };
  }

  private static String words(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  @Bean
  GlobalOpenApiCustomizer finish() {
    return new DocumentCustomizer();
  }
}
