# Read by mvnw: points JAVA_HOME at a JDK 25 or newer, or says in one line that there is none.
# The places are those where Maven's toolchain discovery looks too, so that plain mvn finds the same JDKs.

# True if $1 is the home of a JDK of version 25 or newer.
is_new_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  release_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${release_version:-0}" -ge 25 ]
}

# The home of the java that a plain "java" starts, with links followed; empty where there is none.
java_on_path() {
  found=$(command -v java) || return 0
  found=$(readlink -f "$found" 2>/dev/null || echo "$found")
  echo "${found%/bin/java}"
}

new_jdk=
for candidate in \
  "${JAVA_HOME:-/nonexistent}" \
  "$(java_on_path)" \
  $(env | sed -n 's/^JAVA[0-9]*_HOME=//p') \
  /usr/lib/jvm/* /usr/java/* /usr/jdk/* /opt/java/* \
  "$HOME"/.jdks/* "$HOME"/.m2/jdks/* "$HOME"/.gradle/jdks/* "$HOME"/.sdkman/candidates/java/* \
  "$HOME"/.asdf/installs/java/* "$HOME"/.jabba/jdk/* "$HOME"/.jbang/cache/jdks/* "$HOME"/.jenv/versions/* \
  "$HOME"/.local/share/mise/installs/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if is_new_jdk "$candidate"; then
    new_jdk=$candidate
    break
  fi
done

if [ -n "$new_jdk" ]; then
  JAVA_HOME=$new_jdk
  export JAVA_HOME
elif [ ! -f "$HOME/.m2/toolchains.xml" ]; then
  echo "mvnw: Roomtone needs a JDK 25 or newer and found none: install one, for example Temurin 25 from adoptium.net or Debian's openjdk-25-jdk-headless, or set JAVA_HOME to it." >&2
  exit 69
fi
