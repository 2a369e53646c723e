// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program that {@code java -jar faultline.jar status} runs. */
public final class StatusCommand {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int TROUBLE = 2;

  private static final long SECONDS = 10;
  private static final long SECONDS_OF_MANY = 3;

  private static final String HELP =
      "Usage: java -jar faultline.jar status [PID] [--json] [--check]\n"
          + "\n"
          + "Says what has become of every record in a JVM that Faultline watches, or, without a\n"
          + "process id, in all of yours that can be seen. Loads nothing into them.\n"
          + "\n"
          + "  --json    print JSON\n"
          + "  --check   exit with 2 when records were lost, or cannot be delivered now\n"
          + "  --help    print this\n"
          + "\n"
          + "Exits with 0; with 1 when there is no such JVM or it is not watched. Run it as the\n"
          + "user of that JVM, by the java of a JDK.\n";

  private final PrintStream out;
  private final PrintStream err;
  private boolean json;
  private boolean check;
  private @Nullable String pid;

  private StatusCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM. */
  public static void run(String[] args) {
    int code = run(args, System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  /** The exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    return new StatusCommand(out, err).execute(args);
  }

  private int execute(String[] args) {
    for (int i = 1; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("--help") || arg.equals("-h")) {
        out.print(HELP);
        return FINE;
      } else if (arg.equals("--json")) {
        json = true;
      } else if (arg.equals("--check")) {
        check = true;
      } else if (pid == null && arg.matches("[1-9]\\d{0,9}")) {
        pid = arg;
      } else {
        return usage(arg);
      }
    }
    try {
      Question question = new Question(AttachApi.open(), new Processes());
      return pid == null ? all(question) : one(question, pid);
    } catch (IOException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private int one(Question question, String pid) throws IOException {
    String text;
    try {
      text = question.ask(pid, SECONDS);
    } catch (IOException e) {
      return failed("process " + pid + " " + e.getMessage());
    }
    if (text == null) return failed("Faultline does not run in process " + pid);
    Answer answer = Answer.parse(text);
    out.print(json ? withPid(pid, text) + "\n" : new Page(pid, answer, now()).toString());
    return code(answer);
  }

  private int all(Question question) throws IOException {
    List<String> texts = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    Table table = JvmRow.table();
    for (String each : AttachApi.open().list()) {
      String text = tryAsk(question, each);
      if (text == null) continue;
      Answer answer = Answer.parse(text);
      answers.add(answer);
      texts.add(withPid(each, text));
      table.row(JvmRow.of(each, answer));
    }
    if (json) {
      out.println("[" + String.join(",", texts) + "]");
    } else if (answers.isEmpty()) {
      out.println("Faultline watches no JVM that can be asked from here");
    } else {
      out.print(table);
    }
    for (Answer each : answers) {
      if (code(each) != FINE) return code(each);
    }
    return FINE;
  }

  /** Null for one that is not watched, or has ended, or is not ours to ask. */
  private static @Nullable String tryAsk(Question question, String pid) {
    try {
      return question.ask(pid, SECONDS_OF_MANY);
    } catch (IOException e) {
      return null;
    }
  }

  private int code(Answer answer) {
    return check && Losses.isTrouble(answer) ? TROUBLE : FINE;
  }

  private static String withPid(String pid, String text) {
    return "{\"pid\":" + pid + "," + text.substring(1);
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private int usage(String arg) {
    err.println("Faultline status does not know \"" + arg + "\"\n");
    err.print(HELP);
    return FAILED;
  }

  private int failed(String why) {
    err.println("Faultline status: " + why);
    return FAILED;
  }
}
