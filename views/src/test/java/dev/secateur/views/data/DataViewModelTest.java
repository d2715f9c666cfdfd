package dev.secateur.views.data;

import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.data.Normalisation;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class DataViewModelTest {

    private final SessionModel session = Sessions.with(Networks.chain(2));
    private final DataViewModel model = new DataViewModel(session, new EngineWork());
    private int used;

    @Test
    void aFolderThatIsNotThereIsRefusedInPlaceAndNotChosen(@TempDir Path folder) {
        model.kindProperty().set(DataKind.CIFAR10);
        model.folderProperty().set(folder.resolve("nowhere").toString());
        use();
        assertThat(model.errorProperty().get()).contains("does not exist");
        assertThat(session.runSettings().data()).isEqualTo(DataChoice.NONE);
        assertThat(session.jobs().problemProperty().get()).as("the banner stays free").isNull();
        assertThat(used).isZero();
    }

    @Test
    void aMissingFolderIsAskedFor() {
        model.kindProperty().set(DataKind.IMAGES);
        use();
        assertThat(model.errorProperty().get()).contains("Choose the folder");
    }

    @Test
    void numbersOfTheUsersOwnAreRead() {
        model.kindProperty().set(DataKind.CIFAR10);
        model.pixelsProperty().set(Pixels.IMAGENET);
        model.pixelsProperty().set(Pixels.OWN);
        assertThat(model.meanProperty().get()).as("they begin with those shown last").isEqualTo("0.485 0.456 0.406");
        model.scaleProperty().set("0");
        model.folderProperty().set("x");
        use();
        assertThat(model.errorProperty().get()).contains("no zero");
        model.scaleProperty().set("one");
        use();
        assertThat(model.errorProperty().get()).contains("A number is missing");
    }

    @Test
    void whatWasRememberedIsShown() {
        Normalisation own = new Normalisation(0.5, new double[]{1}, new double[]{2});
        session.runSettingsProperty().set(session.runSettings().withData(new DataChoice("idx:/data", own)));
        assertThat(model.kindProperty().get()).isEqualTo(DataKind.IDX);
        assertThat(model.folderProperty().get()).isEqualTo("/data");
        assertThat(model.pixelsProperty().get()).isEqualTo(Pixels.OWN);
        assertThat(model.scaleProperty().get()).isEqualTo("0.5");
        assertThat(model.stdProperty().get()).isEqualTo("2.0");
    }

    @Test
    void noDataIsAChoiceToo() {
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("fashion")));
        model.kindProperty().set(DataKind.NONE);
        use();
        assertThat(session.runSettings().data().isNone()).isTrue();
        assertThat(Objects.requireNonNull(session.present()).isOriginal()).isTrue();
    }

    private void use() {
        model.use(() -> used++);
    }
}
