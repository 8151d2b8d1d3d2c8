package roomtone.mood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;

/**
 * The room's mood over time: visitors are smoothed one by one, then averaged, then held.
 *
 * <p>Each visitor's probabilities follow the readings with a first-order lag, weighed by how well
 * the face could be read, so that one odd or blurred frame counts little. A visitor who could not
 * be read for a while, or whose likeliest expression stays below the model's own threshold,
 * abstains; where more than half do, so does the room. Else the others' probabilities are
 * multiplied and tempered by the root of their number (a logarithmic opinion pool, Genest and Zidek
 * 1986): two who look cheerful are surer than one, and a face that is seen more often counts no
 * more. An expression is felt from one threshold and left below a lower one (hysteresis), and any
 * other mood must hold for a dwell before it becomes the room's.
 *
 * <p>Uses no clock: time comes with the readings. For one thread, except {@link #roomScores}.
 */
public final class MoodTracker {
  private static final Emotion[] EMOTIONS = Emotion.values();
  // However sure a reading is, the others must be able to outvote it.
  private static final float LEAST = 0.01f;
  // Who has once been read surely may become so much less sure before the vote is lost: else a
  // face at the threshold comes and goes, and the room's mood with it (app/DECISIONS.md, "Mood").
  private static final float VOTE_HELD_FOR = 0.2f;

  private final MoodSettings settings;
  private final float unsureBelow;
  // Few, and looked up by their number a few times a second: a map's iterators would be most of it.
  private final List<Visitor> visitors = new ArrayList<>();
  private final float[] room = new float[EMOTIONS.length];

  private volatile @Nullable EmotionScores roomScores;
  private Mood settled = new Mood.EmptyRoom();
  private long settledNanos;
  private Mood candidate = settled;
  private long candidateNanos;
  private boolean started;
  private boolean hurry;

  /**
   * A tracker of an empty room.
   *
   * @param unsureBelow the probability below which a visitor abstains, 0 to 1: the model's manifest
   *     has it
   */
  public MoodTracker(MoodSettings settings, float unsureBelow) {
    this.settings = settings;
    this.unsureBelow = unsureBelow;
  }

  /**
   * Takes what the faces of one frame showed and returns the room's mood after it.
   *
   * @param nanos when the frame was captured, on the monotonic clock
   * @param epochMillis the same on the wall clock
   */
  public MoodReading update(long nanos, long epochMillis, List<VisitorReading> readings) {
    for (int i = 0; i < readings.size(); i++) {
      VisitorReading reading = readings.get(i);
      Visitor visitor = visitor(reading.visitor(), nanos);
      visitor.follow(reading, nanos, settings.smoothing().toNanos());
      boolean stale = nanos - visitor.readNanos > settings.forgetAfter().toNanos();
      visitor.vote(stale, unsureBelow);
    }
    for (int i = visitors.size() - 1; i >= 0; i--) {
      if (nanos - visitors.get(i).seenNanos > settings.forgetAfter().toNanos()) {
        visitors.remove(i);
      }
    }
    return settle(judge(), nanos, epochMillis);
  }

  private Visitor visitor(int number, long nanos) {
    for (int i = 0; i < visitors.size(); i++) {
      if (visitors.get(i).number == number) {
        return visitors.get(i);
      }
    }
    var visitor = new Visitor(number, nanos);
    visitors.add(visitor);
    return visitor;
  }

  /** Says that the camera gives no picture: whoever was there is forgotten. */
  public MoodReading blind(long nanos, long epochMillis) {
    visitors.clear();
    roomScores = null;
    hurry = true;
    return settle(new Mood.Unsure(0), nanos, epochMillis);
  }

  /** Forgets the visitors and lets the next mood count at once. */
  public void rescan() {
    visitors.clear();
    hurry = true;
  }

  /** The room's probabilities after the last frame; empty while nobody is there. Any thread. */
  public Optional<EmotionScores> roomScores() {
    return Optional.ofNullable(roomScores);
  }

  private Mood judge() {
    if (visitors.isEmpty()) {
      roomScores = null;
      return new Mood.EmptyRoom();
    }
    int voters = voters();
    pool(voters);
    if (2 * voters < visitors.size()) {
      return new Mood.Unsure(visitors.size());
    }
    int top = top(room);
    if (room[top] >= settings.enter()) {
      return new Mood.Felt(EMOTIONS[top], room[top], visitors.size());
    }
    if (settled instanceof Mood.Felt(Emotion held, var _, var _)
        && room[held.index()] >= settings.leave()) {
      return new Mood.Felt(held, room[held.index()], visitors.size());
    }
    return new Mood.Unsure(visitors.size());
  }

  private int voters() {
    int voters = 0;
    for (int i = 0; i < visitors.size(); i++) {
      voters += visitors.get(i).votes ? 1 : 0;
    }
    return voters;
  }

  /** Fills {@link #room} with what those show who vote, or all where nobody does. */
  private void pool(int voters) {
    Arrays.fill(room, 0);
    double tempering = Math.sqrt(voters == 0 ? visitors.size() : voters);
    for (int each = 0; each < visitors.size(); each++) {
      Visitor visitor = visitors.get(each);
      for (int i = 0; (visitor.votes || voters == 0) && i < room.length; i++) {
        room[i] += (float) (Math.log(Math.max(visitor.probabilities[i], LEAST)) / tempering);
      }
    }
    float sum = 0;
    for (int i = 0; i < room.length; i++) {
      room[i] = (float) Math.exp(room[i]);
      sum += room[i];
    }
    for (int i = 0; i < room.length; i++) {
      room[i] /= sum;
    }
    roomScores = EmotionScores.of(room);
  }

  private static int top(float[] probabilities) {
    int top = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[top]) {
        top = i;
      }
    }
    return top;
  }

  private MoodReading settle(Mood next, long nanos, long epochMillis) {
    if (!started) {
      started = true;
      settledNanos = nanos;
      candidateNanos = nanos;
    }
    boolean changed = false;
    if (next.sameKind(settled)) {
      settled = next;
      candidate = next;
      candidateNanos = nanos;
      hurry &= next.people() == 0;
    } else {
      if (!next.sameKind(candidate)) {
        candidate = next;
        candidateNanos = nanos;
      }
      if (hurry || nanos - candidateNanos >= settings.dwell().toNanos()) {
        settled = next;
        settledNanos = nanos;
        changed = true;
        hurry = false;
      }
    }
    return new MoodReading(settled, settledNanos, nanos, epochMillis, changed);
  }

  /** One visitor's smoothed probabilities. */
  private static final class Visitor {
    final int number;
    final float[] probabilities = EmotionScores.EVEN.toArray();

    /** How much the probabilities rest on: the mean weight of late, 0 before the first reading. */
    float evidence;

    long seenNanos;
    long readNanos;
    boolean votes;

    Visitor(int number, long nanos) {
      this.number = number;
      seenNanos = nanos;
      readNanos = nanos;
    }

    void follow(VisitorReading reading, long nanos, long smoothingNanos) {
      seenNanos = nanos;
      if (reading.weight() <= 0) {
        return;
      }
      double elapsed = Math.max(0, nanos - readNanos);
      float fresh = smoothingNanos == 0 ? 1 : (float) (1 - Math.exp(-elapsed / smoothingNanos));
      float gained = evidence == 0 ? reading.weight() : fresh * reading.weight();
      evidence = evidence == 0 ? gained : (1 - fresh) * evidence + gained;
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] +=
            gained / evidence * (reading.scores().of(EMOTIONS[i]) - probabilities[i]);
      }
      readNanos = nanos;
    }

    /** Votes from a probability on, and abstains again where it falls far below that. */
    void vote(boolean stale, float unsureBelow) {
      float top = probabilities[top(probabilities)];
      votes = !stale && top >= (votes ? unsureBelow - VOTE_HELD_FOR : unsureBelow);
    }
  }
}
