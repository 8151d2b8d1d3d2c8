package roomtone.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not answered, in the shape of RFC 9457 ({@code application/problem+json}).
 *
 * @param title the kind of problem, in a few words
 * @param status the HTTP status
 * @param detail a sentence that says what to do
 * @param parameter which query parameter is wrong; null if none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String title, int status, String detail, @Nullable String parameter) {
  Problem(String title, int status, String detail) {
    this(title, status, detail, null);
  }
}
