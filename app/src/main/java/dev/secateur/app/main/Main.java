package dev.secateur.app.main;

/// Starts the program. Does not extend `Application`, so that JavaFX may stand on the class path.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
