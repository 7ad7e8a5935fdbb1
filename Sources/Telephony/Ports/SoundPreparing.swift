/// Makes sounds fit for a line: one channel, at the line's rate, of even loudness.
///
/// `SoundFiles` fills it in; `Prompts` uses it. All sounds that come back are levelled to
/// -23 LUFS ±1 with a true peak under -3 dBTP (DESIGN.md §11), unless they are silent.
public protocol SoundPreparing: Sendable {
    /// The recording in a sound file.
    ///
    /// - Parameters:
    ///   - path: the file, in any format that can be read.
    ///   - rate: samples per second of the sound that is wanted, in hertz.
    /// - Returns: the whole recording, levelled.
    /// - Throws: An error that names the path when it is not a readable recording.
    func recording(at path: String, rate: Int) throws -> Sound

    /// The recording in a sound file that is held in memory.
    ///
    /// - Parameters:
    ///   - bytes: all bytes of the file, header included.
    ///   - name: what errors call it.
    ///   - rate: samples per second of the sound that is wanted, in hertz.
    /// - Returns: the whole recording, levelled.
    /// - Throws: An error that bears the name when it is not a readable recording.
    func recording(in bytes: [UInt8], named name: String, rate: Int) throws -> Sound

    /// A sound at another rate, in hertz, of even loudness.
    ///
    /// - Throws: An error when there is not enough memory.
    func levelled(_ sound: Sound, rate: Int) throws -> Sound
}

/// Gives the music that a caller waits with. `Prompts` fills it in.
public protocol MusicGiving: Sendable {
    /// Music that goes on without a seam when it is played in a loop, at the line's rate.
    ///
    /// - Throws: An error of the giver when there is no music of this name or it can't be read.
    func music(named name: String) async throws -> Sound
}
