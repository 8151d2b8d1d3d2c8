package roomtone.evaluate;

/** What answers are held against. */
enum Truth {
  /** The label that came with the picture. */
  LABELS("labels"),
  /** The same, of pictures that are not in the training split too. */
  LABELS_WITHOUT_DUPLICATES("labelsWithoutDuplicates"),
  /** What more than half of FER+'s crowd saw. */
  CROWD("crowd"),
  /** The same, of pictures that are not in the training split too. */
  CROWD_WITHOUT_DUPLICATES("crowdWithoutDuplicates");

  private final String key;

  Truth(String key) {
    this.key = key;
  }

  /** Its name in JSON. */
  String key() {
    return key;
  }
}
