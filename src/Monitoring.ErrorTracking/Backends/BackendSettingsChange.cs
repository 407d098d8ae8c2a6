namespace Monitoring.ErrorTracking.Backends;

/// <summary>The settings to put in place of a project's.</summary>
public sealed record BackendSettingsChange
{
    /// <summary>The back end.</summary>
    public required BackendKind Kind { get; init; }

    /// <summary>The Sentry server; must be there when <see cref="Kind"/> is <see cref="BackendKind.Sentry"/>. <see langword="null"/> forgets it and its token.</summary>
    public SentryConnection? Sentry { get; init; }

    /// <summary>
    /// The server's token, with the scopes <c>project:read</c>, <c>event:read</c> and, to change issues, <c>event:write</c>. <see langword="null"/> keeps the one that is stored,
    /// but never for another server: a changed scheme, host, port or path needs the token again.
    /// </summary>
    public string? Token { get; init; }
}
