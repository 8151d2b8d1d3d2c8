package roomtone.system.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket, by the C library: Java's own Unix sockets know streams only.
 * Linux only. Any thread; every datagram has a socket of its own.
 */
final class NotifySocket {
  // Of Linux's sys/socket.h and sys/un.h.
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int FAMILY_BYTES = 2;
  private static final int LONGEST_PATH = 108;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SOCKET =
      function(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SENDTO =
      function(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final byte[] path;

  /**
   * Nothing is opened yet.
   *
   * @param address a path, or a name of the abstract namespace with {@code @} before it (unix(7))
   */
  NotifySocket(String address) {
    byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 2 || (bytes[0] != '/' && bytes[0] != '@')) {
      throw new IllegalArgumentException(
          "\"%s\" is neither a path nor an abstract name".formatted(address));
    }
    if (bytes.length >= LONGEST_PATH) {
      throw new IllegalArgumentException(
          "\"%s\" is longer than %d bytes".formatted(address, LONGEST_PATH - 1));
    }
    if (bytes[0] == '@') {
      bytes[0] = 0;
    }
    path = bytes;
  }

  /**
   * Sends a text as one datagram.
   *
   * @throws IOException if nobody takes it; the message has the number of errno(3)
   */
  void send(String text) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      // struct sockaddr_un: the family, then the path; an abstract name ends where its length says.
      MemorySegment address = arena.allocate(FAMILY_BYTES + LONGEST_PATH);
      address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
      int socket = (int) SOCKET.invokeExact(state, (int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket < 0) {
        throw failure("socket", state);
      }
      try {
        long sent =
            (long)
                SENDTO.invokeExact(
                    state,
                    socket,
                    message,
                    (long) bytes.length,
                    MSG_NOSIGNAL,
                    address,
                    FAMILY_BYTES + path.length);
        if (sent != bytes.length) {
          throw failure("sendto", state);
        }
      } finally {
        int _ = (int) CLOSE.invokeExact(state, socket);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static IOException failure(String function, MemorySegment state) {
    return new IOException(
        "%s fails with errno %d".formatted(function, (int) ERRNO.get(state, 0L)));
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    MemorySegment address =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IllegalStateException("this system's C library has no " + name));
    return LINKER.downcallHandle(address, descriptor, Linker.Option.captureCallState("errno"));
  }
}
