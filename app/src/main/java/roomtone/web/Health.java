package roomtone.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraStatus;
import roomtone.music.PlayerStatus;

/**
 * Whether the kiosk does its work, for a machine that watches it.
 *
 * @param well whether frames flow and every part is well
 * @param reasons what is wrong, in sentences; empty if it is well
 * @param notes what is unusual and yet leaves the room its music: a camera that a person switched
 *     off or covered, a broker that does not answer
 */
public record Health(boolean well, List<String> reasons, List<String> notes) {
  private static final Duration OLDEST_PICTURE = Duration.ofSeconds(10);

  /** Copies the lists. */
  public Health {
    reasons = List.copyOf(reasons);
    notes = List.copyOf(notes);
  }

  /** Judges a snapshot. */
  public static Health of(StatusSnapshot snapshot) {
    SequencedSet<String> reasons = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    switch (snapshot.camera().status()) {
      case CameraStatus.Off() -> notes.add("The camera was switched off by a person.");
      case CameraStatus.Covered() -> notes.add("The camera's shutter is closed.");
      case CameraStatus.Starting() -> reasons.add("The camera is still starting.");
      case CameraStatus.Faulted(String reason, var _) -> reasons.add(reason);
      case CameraStatus.Ended() -> reasons.add("The replay has ended.");
      case CameraStatus.Running() -> checkFlow(snapshot.camera().pictureAge(), reasons);
    }
    if (snapshot.music().status() instanceof PlayerStatus.Unavailable(String reason)) {
      reasons.add(reason);
    }
    snapshot.faults().forEach(fault -> (fault.hurts() ? reasons : notes).add(fault.message()));
    return new Health(reasons.isEmpty(), List.copyOf(reasons), notes);
  }

  private static void checkFlow(@Nullable Duration age, SequencedSet<String> reasons) {
    if (age == null) {
      reasons.add("No picture has come from the camera yet.");
    } else if (age.compareTo(OLDEST_PICTURE) > 0) {
      reasons.add("The last picture is %d seconds old.".formatted(age.toSeconds()));
    }
  }
}
