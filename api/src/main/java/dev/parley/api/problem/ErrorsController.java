package dev.parley.api.problem;

import com.google.common.base.Throwables;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports failures outside of handlers in the form of all problems. */
@Hidden
@RestController
class ErrorsController implements ErrorController {
  private final Problems problems;

  ErrorsController(Problems problems) {
    this.problems = problems;
  }

  /** Clients do not request this address: the server forwards errors to it. */
  @RequestMapping("/error")
  ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
    if (request.getDispatcherType() != DispatcherType.ERROR) {
      return Problems.answer(404);
    }
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception met) {
      return isCut(met) ? Problems.cut() : problems.other(met);
    }
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? Problems.answer(status)
        : Problems.answer(500);
  }

  /** A filter read a body that the client did not finish sending. */
  private static boolean isCut(Throwable met) {
    return Throwables.getCausalChain(met).stream().anyMatch(IOException.class::isInstance);
  }
}
