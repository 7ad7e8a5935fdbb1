extension HeaderName {
    /// RFC 3261 §20.1.
    public static let accept = HeaderName(KnownHeader.accept)
    /// RFC 3261 §20.2.
    public static let acceptEncoding = HeaderName(KnownHeader.acceptEncoding)
    /// RFC 3261 §20.3.
    public static let acceptLanguage = HeaderName(KnownHeader.acceptLanguage)
    /// RFC 3261 §20.4.
    public static let alertInfo = HeaderName(KnownHeader.alertInfo)
    /// RFC 3261 §20.5.
    public static let allow = HeaderName(KnownHeader.allow)
    /// Which events can be subscribed to (RFC 6665).
    public static let allowEvents = HeaderName(KnownHeader.allowEvents)
    /// RFC 3261 §20.6.
    public static let authenticationInfo = HeaderName(KnownHeader.authenticationInfo)
    /// RFC 3261 §20.7.
    public static let authorization = HeaderName(KnownHeader.authorization)
    /// RFC 3261 §20.8.
    public static let callID = HeaderName(KnownHeader.callID)
    /// RFC 3261 §20.9.
    public static let callInfo = HeaderName(KnownHeader.callInfo)
    /// RFC 3261 §20.10.
    public static let contact = HeaderName(KnownHeader.contact)
    /// RFC 3261 §20.11.
    public static let contentDisposition = HeaderName(KnownHeader.contentDisposition)
    /// RFC 3261 §20.12.
    public static let contentEncoding = HeaderName(KnownHeader.contentEncoding)
    /// RFC 3261 §20.13.
    public static let contentLanguage = HeaderName(KnownHeader.contentLanguage)
    /// RFC 3261 §20.14.
    public static let contentLength = HeaderName(KnownHeader.contentLength)
    /// RFC 3261 §20.15.
    public static let contentType = HeaderName(KnownHeader.contentType)
    /// RFC 3261 §20.16.
    public static let cSeq = HeaderName(KnownHeader.cSeq)
    /// RFC 3261 §20.17.
    public static let date = HeaderName(KnownHeader.date)
    /// From where a call was diverted (RFC 5806).
    public static let diversion = HeaderName(KnownHeader.diversion)
    /// RFC 3261 §20.18.
    public static let errorInfo = HeaderName(KnownHeader.errorInfo)
    /// What a subscription is about (RFC 6665).
    public static let event = HeaderName(KnownHeader.event)
    /// RFC 3261 §20.19.
    public static let expires = HeaderName(KnownHeader.expires)
    /// RFC 3261 §20.20.
    public static let from = HeaderName(KnownHeader.from)
    /// From where a call was diverted (RFC 7044).
    public static let historyInfo = HeaderName(KnownHeader.historyInfo)
    /// RFC 3261 §20.21.
    public static let inReplyTo = HeaderName(KnownHeader.inReplyTo)
    /// RFC 3261 §20.22.
    public static let maxForwards = HeaderName(KnownHeader.maxForwards)
    /// RFC 3261 §20.24.
    public static let mimeVersion = HeaderName(KnownHeader.mimeVersion)
    /// RFC 3261 §20.23.
    public static let minExpires = HeaderName(KnownHeader.minExpires)
    /// The shortest session interval that is accepted (RFC 4028).
    public static let minSE = HeaderName(KnownHeader.minSE)
    /// RFC 3261 §20.25.
    public static let organization = HeaderName(KnownHeader.organization)
    /// Who is calling, vouched for by a trusted network (RFC 3325).
    public static let assertedIdentity = HeaderName(KnownHeader.assertedIdentity)
    /// Who wants to be seen as the caller (RFC 3325).
    public static let preferredIdentity = HeaderName(KnownHeader.preferredIdentity)
    /// The way to a registered phone (RFC 3327).
    public static let path = HeaderName(KnownHeader.path)
    /// RFC 3261 §20.26.
    public static let priority = HeaderName(KnownHeader.priority)
    /// What of the caller shall not be shown (RFC 3323).
    public static let privacy = HeaderName(KnownHeader.privacy)
    /// RFC 3261 §20.27.
    public static let proxyAuthenticate = HeaderName(KnownHeader.proxyAuthenticate)
    /// RFC 3261 §20.28.
    public static let proxyAuthorization = HeaderName(KnownHeader.proxyAuthorization)
    /// RFC 3261 §20.29.
    public static let proxyRequire = HeaderName(KnownHeader.proxyRequire)
    /// Which provisional response a PRACK acknowledges (RFC 3262).
    public static let rAck = HeaderName(KnownHeader.rAck)
    /// Why a call ends (RFC 3326).
    public static let reason = HeaderName(KnownHeader.reason)
    /// RFC 3261 §20.30.
    public static let recordRoute = HeaderName(KnownHeader.recordRoute)
    /// Whether a REFER makes a subscription (RFC 4488).
    public static let referSub = HeaderName(KnownHeader.referSub)
    /// Whom to call (RFC 3515).
    public static let referTo = HeaderName(KnownHeader.referTo)
    /// Who asked for the call (RFC 3892).
    public static let referredBy = HeaderName(KnownHeader.referredBy)
    /// Who is calling, as older exchanges say it (draft-ietf-sip-privacy-04).
    public static let remotePartyID = HeaderName(KnownHeader.remotePartyID)
    /// The dialog whose place a call takes (RFC 3891).
    public static let replaces = HeaderName(KnownHeader.replaces)
    /// RFC 3261 §20.31.
    public static let replyTo = HeaderName(KnownHeader.replyTo)
    /// RFC 3261 §20.32.
    public static let require = HeaderName(KnownHeader.require)
    /// RFC 3261 §20.33.
    public static let retryAfter = HeaderName(KnownHeader.retryAfter)
    /// RFC 3261 §20.34.
    public static let route = HeaderName(KnownHeader.route)
    /// The number of a reliable provisional response (RFC 3262).
    public static let rSeq = HeaderName(KnownHeader.rSeq)
    /// RFC 3261 §20.35.
    public static let server = HeaderName(KnownHeader.server)
    /// The way to a registrar's services (RFC 3608).
    public static let serviceRoute = HeaderName(KnownHeader.serviceRoute)
    /// How long a session lives without a refresh (RFC 4028).
    public static let sessionExpires = HeaderName(KnownHeader.sessionExpires)
    /// RFC 3261 §20.36.
    public static let subject = HeaderName(KnownHeader.subject)
    /// How a subscription stands (RFC 6665).
    public static let subscriptionState = HeaderName(KnownHeader.subscriptionState)
    /// RFC 3261 §20.37.
    public static let supported = HeaderName(KnownHeader.supported)
    /// RFC 3261 §20.38.
    public static let timestamp = HeaderName(KnownHeader.timestamp)
    /// RFC 3261 §20.39.
    public static let to = HeaderName(KnownHeader.to)
    /// RFC 3261 §20.40.
    public static let unsupported = HeaderName(KnownHeader.unsupported)
    /// RFC 3261 §20.41.
    public static let userAgent = HeaderName(KnownHeader.userAgent)
    /// RFC 3261 §20.42.
    public static let via = HeaderName(KnownHeader.via)
    /// RFC 3261 §20.43.
    public static let warning = HeaderName(KnownHeader.warning)
    /// RFC 3261 §20.44.
    public static let wwwAuthenticate = HeaderName(KnownHeader.wwwAuthenticate)
}
