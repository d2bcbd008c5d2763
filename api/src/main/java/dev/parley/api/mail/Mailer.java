package dev.parley.api.mail;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Sends plain text by email where a server is configured, after the request that asks for it, so
 * that neither the time nor the answer of the request says anything about the recipient. What
 * cannot be sent is logged and not sent again: the person asks once more.
 */
@Component
@EnableConfigurationProperties(MailSettings.class)
public final class Mailer implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
  private static final int MOST_WAITING = 1_000;
  private static final int DRAIN_SECONDS = 5;

  private final MailSettings settings;
  private final JavaMailSenderImpl server = new JavaMailSenderImpl();
  private final ThreadPoolExecutor queue =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("mail").factory());

  Mailer(MailSettings settings) {
    settings.check();
    this.settings = settings;
    queue.allowCoreThreadTimeOut(true);
    if (settings.isOn()) {
      server.setHost(settings.host());
      server.setPort(settings.port());
      if (!settings.username().isBlank()) {
        server.setUsername(settings.username());
        server.setPassword(settings.secret());
      }
      server.setDefaultEncoding("UTF-8");
      server.setJavaMailProperties(settings.properties());
    }
  }

  /** Returns true if a mail server is configured. */
  public boolean isOn() {
    return settings.isOn();
  }

  /** A message of plain text. */
  public record Message(String to, String subject, String text) {}

  /** Writes and sends messages once the request is answered. */
  public void later(Runnable writing) {
    try {
      queue.execute(() -> {
        try {
          writing.run();
        } catch (RuntimeException e) {
          LOG.warn("An email was not sent", e);
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.warn("An email was not sent: {} are waiting", MOST_WAITING);
    }
  }

  /** Sends a message, and waits until the server has accepted it. */
  public void send(Message message) {
    var mail = new SimpleMailMessage();
    mail.setFrom(settings.from());
    mail.setTo(message.to());
    mail.setSubject(message.subject());
    mail.setText(message.text());
    server.send(mail);
  }

  @Override
  public void destroy() throws InterruptedException {
    queue.shutdown();
    if (!queue.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("{} emails were not sent", queue.shutdownNow().size());
    }
  }
}
