package dev.parley.api.dashboard;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves scripts and styles. Their names contain a content hash, so browsers cache them
 * indefinitely; they are compressed at build time. The few in {@code fixed} have no hash and are
 * revalidated.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    serve(registry, "fixed", CacheControl.noCache());
    serve(registry, "assets", CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
  }

  private static void serve(ResourceHandlerRegistry registry, String folder, CacheControl kept) {
    registry
        .addResourceHandler("/" + folder + "/**")
        .addResourceLocations("classpath:/dashboard/" + folder + "/")
        .setCacheControl(kept)
        .resourceChain(true)
        .addResolver(new EncodedResourceResolver())
        .addResolver(new PathResourceResolver());
  }
}
