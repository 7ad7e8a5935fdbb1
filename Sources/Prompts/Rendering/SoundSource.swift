/// What a sound is made from; two requests for the same source are for the same sound.
enum SoundSource: Hashable, Sendable {
    /// A text in words, spoken.
    case speech(text: String, Voice)
    /// A recording, in the state that the file is in.
    case recording(path: String, FileState)
    /// Music that is composed here.
    case piece(MusicSynthesiser.Piece)
}
