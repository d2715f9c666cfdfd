package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.function.Consumer;

import dev.secateur.views.session.SessionModel;

/// Fetches the models that come with the program.
@FunctionalInterface
public interface SampleModels {

    /// Fetches one as a job of a session and hands its file over.
    void fetch(SessionModel session, Sample which, Consumer<Path> then);

    /// The models that come with the program, all for Fashion-MNIST.
    enum Sample {
        RESNET("resnet20-fashion.onnx", "ResNet-20, trained"),
        TRANSFORMER("vit-tiny-fashion.onnx", "Vision transformer, trained"),
        MOBILENET("mobilenetv2-fashion-untrained.onnx", "MobileNetV2, untrained");

        private final String file;
        private final String title;

        Sample(String file, String title) {
            this.file = file;
            this.title = title;
        }

        /// Name of its file.
        public String file() {
            return file;
        }

        /// Its name for people.
        public String title() {
            return title;
        }
    }
}
