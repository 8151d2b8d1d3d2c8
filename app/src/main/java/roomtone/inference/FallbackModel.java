package roomtone.inference;

import java.nio.FloatBuffer;

/** A model on an accelerator that goes on on the processor when the accelerator fails to run it. */
final class FallbackModel implements LoadedModel {
  private final Substitute substitute;
  private LoadedModel model;
  private boolean fallen;
  private int width;
  private int height;

  /** Loads the same file on the processor. */
  @FunctionalInterface
  interface Substitute {
    LoadedModel load(String reason) throws ModelException;
  }

  FallbackModel(LoadedModel model, Substitute substitute) {
    this.model = model;
    this.substitute = substitute;
    width = model.file().input().width();
    height = model.file().input().height();
  }

  @Override
  public ModelFile file() {
    return model.file();
  }

  @Override
  public FloatBuffer input() {
    return model.input();
  }

  @Override
  public boolean takesAnySize() {
    return model.takesAnySize();
  }

  @Override
  public void resize(int newWidth, int newHeight) throws ModelException {
    model.resize(newWidth, newHeight);
    width = newWidth;
    height = newHeight;
  }

  @Override
  public void run() throws ModelException {
    try {
      model.run();
    } catch (ModelException e) {
      if (fallen) {
        throw e;
      }
      fall(String.valueOf(e.getMessage()));
      model.run();
    }
  }

  private void fall(String reason) throws ModelException {
    LoadedModel other = substitute.load(reason);
    try {
      if (other.takesAnySize()) {
        other.resize(width, height);
      }
      for (int i = 0; i < other.input().capacity(); i++) {
        other.input().put(i, model.input().get(i));
      }
    } catch (ModelException | RuntimeException e) {
      other.close();
      throw e;
    }
    model.close();
    model = other;
    fallen = true;
  }

  @Override
  public FloatBuffer output(String name) {
    return model.output(name);
  }

  @Override
  public void close() {
    model.close();
  }
}
