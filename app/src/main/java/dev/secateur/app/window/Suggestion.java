package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.Optional;

import dev.secateur.engine.session.Version;
import dev.secateur.views.session.SessionModel;

/// The name that is suggested for a file that is written of what is open: the model's own with the version's behind it.
///
/// @param ending `onnx`, `svg`
record Suggestion(SessionModel session, String ending) {

    /// Empty while no model is open.
    Optional<String> file() {
        Version now = session.present();
        Path source = session.source();
        if (now == null || source == null) {
            return Optional.empty();
        }
        String base = source.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return Optional.of(
                base + (now.isOriginal() && !ending.equals("onnx") ? "" : "_" + now.name()) + "." + ending);
    }
}
