using Monitoring.ErrorTracking.Authentication;
using Monitoring.ErrorTracking.Decoding;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Quotas;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>The one table of why requests are refused: status, name and sentence. Statuses are those that SDKs expect.</summary>
internal static class Refusals
{
    public static Refusal Of(AuthFault fault) => fault switch
    {
        AuthFault.Missing => new(IngestStatus.Unauthorized, "missing_auth", "No key was given, neither in a header nor in the query nor in the envelope."),
        AuthFault.Malformed => new(IngestStatus.Unauthorized, "malformed_auth", "The authentication header is malformed or has no sentry_key."),
        AuthFault.Conflicting => new(IngestStatus.Unauthorized, "multiple_auth", "Different keys were given in several places."),
        AuthFault.InvalidKey => new(IngestStatus.Invalid, "invalid_key", "A public key has 1 to 64 letters, digits and underscores."),
        AuthFault.UnsupportedVersion => new(IngestStatus.Invalid, "unsupported_version", $"sentry_version must be a number up to {AuthReader.NewestVersion}."),
        AuthFault.InvalidProject => new(IngestStatus.Invalid, "invalid_project", "The project in the path must be a positive decimal number."),
        AuthFault.RevokedKey => new(IngestStatus.Forbidden, "revoked_key", "The key is no longer accepted."),
        AuthFault.ForeignKey => new(IngestStatus.Forbidden, "project_id", "The key does not belong to the project in the path."),
        AuthFault.FeatureOff => new(IngestStatus.NotFound, "feature_off", "Error tracking is switched off in the project."),
        AuthFault.HeaderProject => new(IngestStatus.Invalid, "header_mismatch:project id", "The DSN in the envelope's header names another project."),
        AuthFault.HeaderKey => new(IngestStatus.Invalid, "header_mismatch:public key", "The DSN in the envelope's header names another key."),
        AuthFault.HeaderOrigin => new(IngestStatus.Invalid, "header_mismatch:origin", "The origin in the envelope's header is not the request's."),
        _ => new(IngestStatus.Forbidden, "unknown_key", "The key is unknown."),
    };

    public static Refusal Of(BodyFault fault) => fault switch
    {
        BodyFault.UnsupportedEncoding => new(IngestStatus.UnsupportedEncoding, "unsupported_encoding", "Content-Encoding must be gzip, deflate, br, zstd or identity."),
        BodyFault.TooLarge => new(IngestStatus.TooLarge, "too_large", "The body is too large."),
        BodyFault.Busy => new(IngestStatus.RateLimited, "busy", "Too many bytes are being received; try again later."),
        _ => new(IngestStatus.Invalid, "invalid_compression", "The compressed body is damaged or cut off."),
    };

    public static Refusal Of(EnvelopeProblem problem) => new((IngestStatus)problem.HttpStatus, problem.Name, problem.Message);

    public static Refusal InvalidEvent { get; } = new(IngestStatus.Invalid, "invalid_json", "The event is no JSON object.");

    public static Refusal InvalidTransaction(string message) => new(IngestStatus.Invalid, "invalid_transaction", message);

    public static Refusal InvalidReport { get; } = new(IngestStatus.Invalid, "security_report", "The body is no report about a security policy.");

    public static Refusal InvalidNel { get; } = new(IngestStatus.Invalid, "nel_report", "The body is no report of a network error.");

    public static Refusal ForeignReport { get; } = new(IngestStatus.UnsupportedEncoding, "content_type", "Reports of browsers have another content type.");

    public static Refusal InvalidMinidump { get; } = new(IngestStatus.Invalid, "invalid_minidump", "The file is no minidump: it must begin with 'MDMP' and have a whole header.");

    public static Refusal MissingMinidump { get; } = new(IngestStatus.Invalid, "missing_minidump_upload", "The form has no file 'upload_file_minidump', and the body is no minidump.");

    public static Refusal InvalidMultipart { get; } = new(IngestStatus.Invalid, "invalid_multipart", "The body is no multipart/form-data, or does not come to its last boundary.");

    public static Refusal MissingFile { get; } = new(IngestStatus.Invalid, "missing_file", "The form has no file.");

    public static Refusal InvalidEventId { get; } = new(IngestStatus.Invalid, "invalid_event_id", "The event's id must have 32 hexadecimal digits, with or without dashes.");

    public static Refusal TooManyParts { get; } = new(IngestStatus.TooLarge, "too_many_items", "The form has too many parts.");

    public static Refusal LostEvent { get; } = new(IngestStatus.Invalid, "event_not_taken", "The event that it belongs to was not taken.");

    /// <summary>The sender went away, or was too slow for the transport; nobody sees the status.</summary>
    public static Refusal IncompleteBody { get; } = new(IngestStatus.Invalid, "incomplete_body", "The body did not come to its end.");

    public static Refusal EventTooLarge { get; } = new(IngestStatus.TooLarge, "too_large", "The event is too large.");

    public static Refusal Of(RateLimit limit) => limit.Reason == RateLimit.KeyReason
        ? new(IngestStatus.RateLimited, RateLimit.KeyReason, "The key has reported more than its limit allows.")
        : new(IngestStatus.RateLimited, limit.Reason, $"More was sent than a quota of the {limit.Scope} allows.");

    public static Refusal QueueFull { get; } = new(IngestStatus.RateLimited, "queue_full", "Too many events wait to be stored; try again later.");

    public static Refusal SpoolFull { get; } = new(IngestStatus.RateLimited, "spool_full", "The store is away, and too much waits for it; try again later.");

    public static Refusal Stopping { get; } = new(IngestStatus.Unavailable, "stopping", "The host is stopping; try again later.");

    public static Refusal StoreUnavailable { get; } = new(IngestStatus.Unavailable, "storage_unavailable", "The store cannot take events now; try again later.");

    public static Refusal SettingsDamaged { get; } =
        new(IngestStatus.Unavailable, "settings_damaged", "Stored settings cannot be read; the log of the host says which.");

    public static Refusal InternalError { get; } = new(IngestStatus.Unavailable, "internal_error", "The event could not be processed because of a fault here.");
}
