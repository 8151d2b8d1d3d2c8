package roomtone.system.mdns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** Resource records as they travel (RFC 1035, section 4.1.3; RFC 2782 for services). */
final class MulticastRecords {
  private static final int INTERNET = 1;
  private static final int SECONDS_TO_LIVE = 120;

  private MulticastRecords() {}

  /** That there is a service of that kind. */
  static byte[] pointer(String type, String name) throws IOException {
    return record(type, 12, name(name + "." + type));
  }

  /** Where a service is. */
  static byte[] server(String service, int port, String host) throws IOException {
    var data = new ByteArrayOutputStream();
    var out = new DataOutputStream(data);
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(port);
    out.write(name(host));
    return record(service, 33, data.toByteArray());
  }

  /** A host's address, in digits. */
  static byte[] address(String host, String address) throws IOException {
    return record(host, 1, InetAddress.ofLiteral(address).getAddress());
  }

  /** What a service says of itself: {@code "key=value"}. */
  static byte[] text(String service, String property) throws IOException {
    var data = new ByteArrayOutputStream();
    label(data, property);
    return record(service, 16, data.toByteArray());
  }

  private static byte[] record(String name, int kind, byte[] data) throws IOException {
    var record = new ByteArrayOutputStream();
    var out = new DataOutputStream(record);
    out.write(name(name));
    out.writeShort(kind);
    out.writeShort(INTERNET);
    out.writeInt(SECONDS_TO_LIVE);
    out.writeShort(data.length);
    out.write(data);
    return record.toByteArray();
  }

  private static byte[] name(String dotted) throws IOException {
    var name = new ByteArrayOutputStream();
    for (String label : dotted.split("\\.")) {
      label(name, label);
    }
    name.write(0);
    return name.toByteArray();
  }

  private static void label(ByteArrayOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length);
    out.write(bytes);
  }
}
