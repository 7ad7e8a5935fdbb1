import CallCentre
import Flows
import Telephony

/// Carrying out what calls want.
extension Switchboard {
    /// Does an act at once, or keeps it until the records before it are durable, because somebody
    /// outside acts on it.
    func arrange(_ act: CallAct, of call: CallID) {
        switch act {
        case .reach(let destination):
            guard let number = legs[call]?.nextRing() else { return }
            deferred.append(.ring(call, destination: destination, number: number))
        case .answer, .request, .hangUp:
            deferred.append(.act(call, act))
        case .play, .playMusic, .stopPlayback, .setTimer, .cancelTimer, .lookUp, .startRecording,
            .stopRecording, .release:
            perform(act, of: call)
        }
    }

    func perform(_ act: CallAct, of call: CallID) {
        switch act {
        case .answer:
            legs[call]?.line.answer()
        case .play(let playback, let utterance):
            let renderer = parts.renderer
            guard let sound = renderer.readySound(for: utterance) else {
                return play(playback, of: call, loops: false) {
                    try await renderer.sound(for: utterance)
                }
            }
            legs[call]?.line.play(sound, as: playback, loops: false)
        case .playMusic(let playback, let name):
            let music = parts.music
            guard let sound = parts.readyMusic(name) else {
                return play(playback, of: call, loops: true) { try await music(name) }
            }
            legs[call]?.line.play(sound, as: playback, loops: true)
        case .stopPlayback(let playback):
            // One whose sound is not there yet has not begun.
            guard legs[call]?.renderings.remove(playback) == nil else { return }
            legs[call]?.line.stop(playback)
        case .setTimer(let timer, let span): set(timer, after: span, of: call)
        case .cancelTimer(let timer): cancel(timer, of: call)
        case .lookUp(let request, let directory, let column, let value):
            let program = flow(of: call)?.program
            let answer = program?.answer(directory: directory, column: column, value: value)
            take(.answered(request, answer ?? .failed), of: call)
        case .request(let request, let question):
            let web = parts.web
            begin { [weak self] in
                let answer = await web.answer(to: question)
                await self?.take(.answered(request, answer), of: call)
            }
        case .release:
            legs[call]?.ring = nil
            legs[call]?.line.release()
        case .startRecording(let name): startRecording(name, of: call, with: nil)
        case .stopRecording: stopRecording(of: call)
        case .reach, .hangUp:
            break
        }
    }

    /// Rings a destination, if the centre file allows it.
    func ring(_ destination: String, number: Int, of call: CallID) {
        // Whoever let go of it before it was written down never rings.
        guard legs[call]?.ring == number, let centre = flow(of: call)?.program.centre else {
            return
        }
        do throws(Centre.NoRoute) {
            let route = try centre.route(to: destination)
            legs[call]?.line.reach(route.address, within: route.patience)
        } catch {
            // A line without telephone leads nowhere; only a closed door is worth a word.
            if error != .noTrunk { parts.report("\(error)") }
            take(.transferFailed(reason: error.description), of: call)
        }
    }

    // MARK: Sound

    private func play(
        _ playback: PlaybackID, of call: CallID, loops: Bool,
        sound: @escaping @Sendable () async throws -> Sound
    ) {
        legs[call]?.renderings.insert(playback)
        begin { [weak self] in
            do {
                let sound = try await sound()
                await self?.start(sound, as: playback, of: call, loops: loops)
            } catch {
                await self?.fail(playback, of: call, because: error)
            }
        }
    }

    private func start(_ sound: Sound, as playback: PlaybackID, of call: CallID, loops: Bool) {
        // A playback that was stopped while it was rendered is not there any more.
        guard legs[call]?.renderings.remove(playback) != nil else { return }
        legs[call]?.line.play(sound, as: playback, loops: loops)
    }

    /// A prompt that can't be rendered is over at once: the call goes on.
    private func fail(_ playback: PlaybackID, of call: CallID, because error: any Error) {
        guard legs[call]?.renderings.remove(playback) != nil else { return }
        parts.report("\(error)")
        take(.promptEnded(playback), of: call)
    }
}
