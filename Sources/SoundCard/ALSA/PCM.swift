import CALSA
import Glibc

/// An open ALSA device: one channel of 16-bit samples, never blocking.
///
/// Owns one `snd_pcm_t`, which one thread may use at a time; it is closed when the value goes.
struct PCM: ~Copyable {
    /// What a read or write came to.
    enum Outcome: Equatable {
        /// This many samples were moved; 0 when there is nothing to read or no room to write.
        case moved(Int)
        /// Samples were lost, because we or the machine came late; the device is ready again.
        case restarted
        /// The device is gone for good, for this reason.
        case lost(String)
    }

    /// How many samples the device holds at most.
    let capacity: Int
    private let handle: OpaquePointer

    /// Opens a device.
    ///
    /// - Parameters:
    ///   - name: ALSA's name of it.
    ///   - use: whether sound is played or captured.
    ///   - rate: samples per second, in hertz.
    ///   - buffer: how much sound the device can hold; it takes the nearest that it can.
    ///   - period: how much sound it moves at a time; likewise.
    /// - Throws: ``SoundDeviceError`` when it is not there or can't be used.
    init(
        _ name: String, for use: SoundDeviceUse, rate: Int, buffer: Duration, period: Duration
    ) throws(SoundDeviceError) {
        var opened: OpaquePointer?
        let stream = use == .playback ? SND_PCM_STREAM_PLAYBACK : SND_PCM_STREAM_CAPTURE
        let (code, messages) = ALSAMessages.collecting {
            snd_pcm_open(&opened, name, stream, SND_PCM_NONBLOCK)
        }
        guard code == 0, let opened else {
            throw SoundDeviceError(
                code: code, device: name, use: use, rate: rate, messages: messages)
        }
        let (result, complaints) = ALSAMessages.collecting {
            Self.configure(opened, rate: rate, buffer: buffer, period: period)
        }
        switch result {
        case .success(let capacity):
            self.handle = opened
            self.capacity = capacity
        case .failure(let refusal):
            snd_pcm_close(opened)
            throw SoundDeviceError(
                code: refusal.code, device: name, use: use, rate: rate, messages: complaints)
        }
    }

    deinit { snd_pcm_close(handle) }

    /// Closes a lost device on another thread: while a sound server hangs, so does closing.
    consuming func closeAside() {
        let address = UInt(bitPattern: handle)
        discard self
        MediaThread.start {
            ALSAMessages.silenceThread()
            if let handle = OpaquePointer(bitPattern: address) { snd_pcm_close(handle) }
        }
    }

    /// How many samples wait to be read, or may be written at once.
    func available() -> Outcome {
        outcome(of: Int(snd_pcm_avail(handle)))
    }

    /// Writes as many samples as there is room for.
    func write(_ samples: UnsafeBufferPointer<Int16>) -> Outcome {
        outcome(of: snd_pcm_writei(handle, samples.baseAddress, snd_pcm_uframes_t(samples.count)))
    }

    /// Reads as many samples as there are and fit.
    func read(into samples: UnsafeMutableBufferPointer<Int16>) -> Outcome {
        outcome(of: snd_pcm_readi(handle, samples.baseAddress, snd_pcm_uframes_t(samples.count)))
    }

    /// Starts to capture, or to play what has been written.
    func start() -> Outcome {
        outcome(of: Int(snd_pcm_start(handle)))
    }

    /// How many samples have been written and not been heard; 0 when the device can't say.
    func delay() -> Int {
        var frames: snd_pcm_sframes_t = 0
        return snd_pcm_delay(handle, &frames) == 0 ? max(0, frames) : 0
    }

    /// Sorts a return code of ALSA, and makes the device ready again where that is possible:
    /// after an xrun (`EPIPE`) and after the machine slept (`ESTRPIPE`).
    private func outcome(of code: Int) -> Outcome {
        guard code < 0 else { return .moved(code) }
        switch Int32(clamping: -code) {
        case EAGAIN, EINTR:
            return .moved(0)
        case EPIPE:
            return prepared()
        case ESTRPIPE:
            let resumed = snd_pcm_resume(handle)
            if resumed == -EAGAIN { return .moved(0) }
            return resumed == 0 ? .restarted : prepared()
        default:
            return .lost(String(cString: snd_strerror(Int32(clamping: code))))
        }
    }

    private func prepared() -> Outcome {
        let code = snd_pcm_prepare(handle)
        return code == 0 ? .restarted : .lost(String(cString: snd_strerror(code)))
    }
}

extension PCM {
    private struct Refusal: Error {
        let code: Int32
    }

    /// Sets the format, and that the device starts only when told to.
    private static func configure(
        _ handle: OpaquePointer, rate: Int, buffer: Duration, period: Duration
    ) -> Result<Int, Refusal> {
        do throws(Refusal) {
            var hardware: OpaquePointer?
            try check(snd_pcm_hw_params_malloc(&hardware))
            defer { snd_pcm_hw_params_free(hardware) }
            var bufferTime = microseconds(buffer)
            var periodTime = microseconds(period)
            var capacity: snd_pcm_uframes_t = 0
            try check(snd_pcm_hw_params_any(handle, hardware))
            try check(snd_pcm_hw_params_set_rate_resample(handle, hardware, 1))
            try check(
                snd_pcm_hw_params_set_access(handle, hardware, SND_PCM_ACCESS_RW_INTERLEAVED))
            try check(snd_pcm_hw_params_set_format(handle, hardware, nativeFormat))
            try check(snd_pcm_hw_params_set_channels(handle, hardware, 1))
            try check(snd_pcm_hw_params_set_rate(handle, hardware, UInt32(clamping: rate), 0))
            try check(
                snd_pcm_hw_params_set_buffer_time_near(handle, hardware, &bufferTime, nil))
            try check(
                snd_pcm_hw_params_set_period_time_near(handle, hardware, &periodTime, nil))
            try check(snd_pcm_hw_params(handle, hardware))
            try check(snd_pcm_hw_params_get_buffer_size(hardware, &capacity))

            var software: OpaquePointer?
            try check(snd_pcm_sw_params_malloc(&software))
            defer { snd_pcm_sw_params_free(software) }
            try check(snd_pcm_sw_params_current(handle, software))
            var never: snd_pcm_uframes_t = 0
            try check(snd_pcm_sw_params_get_boundary(software, &never))
            try check(snd_pcm_sw_params_set_start_threshold(handle, software, never))
            try check(snd_pcm_sw_params(handle, software))
            return .success(Int(capacity))
        } catch {
            return .failure(error)
        }
    }

    private static var nativeFormat: snd_pcm_format_t {
        #if _endian(little)
            SND_PCM_FORMAT_S16_LE
        #else
            SND_PCM_FORMAT_S16_BE
        #endif
    }

    private static func check(_ code: Int32) throws(Refusal) {
        guard code >= 0 else { throw Refusal(code: code) }
    }

    private static func microseconds(_ duration: Duration) -> UInt32 {
        UInt32(clamping: Int(duration / .microseconds(1)))
    }
}

extension SoundDeviceError {
    fileprivate init(
        code: Int32, device: String, use: SoundDeviceUse, rate: Int, messages: [String]
    ) {
        let reason: Reason =
            switch -code {
            case ENOENT, ENODEV, ENXIO, ECONNREFUSED: .missing
            case EBUSY: .busy
            case EACCES, EPERM: .denied
            case EINVAL where !messages.contains { $0.contains("Unknown PCM") }:
                .unsupported(rate: rate)
            default: .other(code: code)
            }
        self.init(
            reason: reason, device: device, use: use, detail: messages.last ?? "",
            available: SoundDevice.all().filter { $0.uses.contains(use) }.map(\.name))
    }
}
