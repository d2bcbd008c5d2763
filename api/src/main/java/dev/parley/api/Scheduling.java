package dev.parley.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Runs the methods annotated with {@code @Scheduled} until the api stops. */
@Configuration
@EnableScheduling
class Scheduling {
  /** At least the number of such methods, so that none waits for a long one. */
  private static final int THREADS = 10;

  @Bean
  static ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(THREADS);
    scheduler.setThreadNamePrefix("scheduled-");
    scheduler.setDaemon(true);
    return scheduler;
  }
}
