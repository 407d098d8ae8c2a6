namespace Monitoring.ErrorTracking.Ingest;

/// <summary>How a request to an intake path ended. The numbers are the HTTP statuses that SDKs expect.</summary>
public enum IngestStatus
{
    /// <summary>It was taken; single items may still have been limited, filtered or broken.</summary>
    Accepted = 200,

    /// <summary>It is malformed: the body, its compression, the project's id, the key, or key and envelope disagree.</summary>
    Invalid = 400,

    /// <summary>It has no key, a malformed one, or several that differ.</summary>
    Unauthorized = 401,

    /// <summary>The key is unknown, revoked or of another project.</summary>
    Forbidden = 403,

    /// <summary>The project has error tracking switched off.</summary>
    NotFound = 404,

    /// <summary>The body or an item is longer than the limits allow.</summary>
    TooLarge = 413,

    /// <summary>The body is compressed in an unknown way, or of a content type that the path does not take.</summary>
    UnsupportedEncoding = 415,

    /// <summary>Everything in it was over a rate limit, or the queue is full; the sender should wait.</summary>
    RateLimited = 429,

    /// <summary>The store or the host cannot take it now; the sender should wait.</summary>
    Unavailable = 503,
}
