/// The line of an agent who called a colleague or a queue.
struct ConsultationLeg {
    let call: DialledCall
    /// Whether music is to be heard, once its sound is there.
    var awaitsMusic = false
}
