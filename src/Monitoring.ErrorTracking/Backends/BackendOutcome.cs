namespace Monitoring.ErrorTracking.Backends;

/// <summary>What became of a call to a back end.</summary>
public enum BackendOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The actor may not, in this product.</summary>
    Refused,

    /// <summary>What it is about is not there, or belongs to another project.</summary>
    NotFound,

    /// <summary>Something in the call is not as it must be.</summary>
    Invalid,

    /// <summary>What it is about was changed meanwhile.</summary>
    Conflict,

    /// <summary>The server does not take the token, or the token lacks a scope: 401 or 403.</summary>
    TokenRefused,

    /// <summary>The server wants fewer calls: 429, and waiting for it would have taken too long.</summary>
    RateLimited,

    /// <summary>There was no connection to the server: no such name, nobody listens, a bad certificate, or an address that is not allowed.</summary>
    Unreachable,

    /// <summary>The server did not answer in time.</summary>
    TimedOut,

    /// <summary>The server failed: 5xx.</summary>
    Unavailable,

    /// <summary>What the server answered is not what such a server answers: a redirect, another status, too long, no JSON, or a field that is missing.</summary>
    BadAnswer,
}
