package roomtone.system.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
final class Trust {
  private Trust() {}

  /**
   * Makes sockets that believe the certificates of a file, or those that this machine trusts.
   *
   * @throws BrokerException if the file can't be used
   */
  static SSLSocketFactory sockets(Optional<Path> authority) throws BrokerException {
    if (authority.isEmpty()) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    Path file = authority.get();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      if (number == 0) {
        throw new BrokerException(unusable(file, "it holds no certificate"));
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException e) {
      throw new BrokerException(unusable(file, "it can't be read"), e);
    } catch (GeneralSecurityException e) {
      throw new BrokerException(unusable(file, "it holds no certificate"), e);
    }
  }

  private static String unusable(Path file, String why) {
    return "mqtt.certificate-authority names %s, but %s: give a file with certificates in PEM."
        .formatted(file, why);
  }
}
