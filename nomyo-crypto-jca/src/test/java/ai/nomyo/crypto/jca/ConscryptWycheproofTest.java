package ai.nomyo.crypto.jca;

final class ConscryptWycheproofTest extends JcaWycheproof {

  @Override
  JcaBackend create() {
    return ConscryptBackend.create();
  }
}
