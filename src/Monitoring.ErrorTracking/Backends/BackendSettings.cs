namespace Monitoring.ErrorTracking.Backends;

/// <summary>Which back end a project has chosen.</summary>
public sealed record BackendSettings
{
    /// <summary>The back end.</summary>
    public BackendKind Kind { get; init; } = BackendKind.Integrated;

    /// <summary>The Sentry server; kept while the integrated back end is chosen. <see langword="null"/> when none was set.</summary>
    public SentryConnection? Sentry { get; init; }

    /// <summary>Whether a token for the Sentry server is stored.</summary>
    public bool HasToken { get; init; }
}
