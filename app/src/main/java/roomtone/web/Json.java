package roomtone.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes records as JSON: instants in ISO 8601 with milliseconds, enums in lower case. */
final class Json {
  static final String TYPE = "application/json";
  static final String PROBLEM_TYPE = "application/problem+json";

  private final ObjectMapper mapper;

  Json() {
    var module = new SimpleModule();
    module.addSerializer(new InstantSerializer());
    module.addSerializer(new EnumSerializer());
    mapper = new ObjectMapper().registerModule(module);
  }

  /** A share with three digits: more would say more than is known. */
  static double rounded(double share) {
    return Math.round(share * 1000) / 1000.0;
  }

  /** The UTF-8 bytes of {@code value}, on one line. */
  byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass() + " is no JSON", e);
    }
  }

  /** {@code value} on one line. */
  String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  private static final class InstantSerializer extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  @SuppressWarnings("rawtypes") // Jackson asks by the raw class.
  private static final class EnumSerializer extends StdSerializer<Enum> {
    private static final long serialVersionUID = 1L;

    EnumSerializer() {
      super(Enum.class);
    }

    @Override
    public void serialize(Enum value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.name().toLowerCase(Locale.ROOT));
    }
  }
}
