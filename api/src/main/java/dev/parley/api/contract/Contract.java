package dev.parley.api.contract;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The frame of the document; what controllers and records cannot say is added by {@link Finish}.
 */
@Configuration(proxyBeanMethods = false)
class Contract {
  @Bean
  OpenAPI document() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Parley")
                .version("1")
                .description("Conversations automated with drawn workflows."))
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

  /** Operations that do not name themselves are named for their method and their controller. */
  @Bean
  OperationCustomizer names() {
    return (operation, handler) -> {
      if (!handler.hasMethodAnnotation(Operation.class)) {
        var nouns = handler.getBeanType().getSimpleName().replace("Controller", "");
        var noun = nouns.replaceFirst("ies$", "y").replaceFirst("s$", "");
        operation.setOperationId(
            switch (handler.getMethod().getName()) {
              case "list" -> "list" + nouns;
              case "find" -> "get" + noun;
              case "change" -> "update" + noun;
              case "remove" -> "delete" + noun;
              case "usedBy" -> "get" + noun + "Uses";
              default -> handler.getMethod().getName() + noun;
            });
      }
      return operation;
    };
  }

  @Bean
  GlobalOpenApiCustomizer finish() {
    return new Finish();
  }
}
