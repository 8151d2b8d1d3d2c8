/**
 * The kiosk's report to an MQTT broker, and what may be asked of it from there.
 *
 * <p>{@link roomtone.system.mqtt.MqttReport} keeps one retained message up to date and makes the
 * kiosk known to Home Assistant; many kiosks share a broker, each under its own id. It runs on a
 * thread of its own, so a broker that hangs holds up nothing. Only this package uses Eclipse Paho.
 */
@NullMarked
package roomtone.system.mqtt;

import org.jspecify.annotations.NullMarked;
