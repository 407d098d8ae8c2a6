namespace Monitoring.ErrorTracking.Backends.Settings;

/// <summary>The settings as they are stored, one document in the partition of each project that has chosen a back end.</summary>
internal sealed record BackendSettingsDocument
{
    public const string Key = "backend";

    public required BackendKind Kind { get; init; }

    public SentryConnection? Sentry { get; init; }

    /// <summary>The token as the host's <see cref="Monitoring.Secrets.ISecretProtector"/> wrote it.</summary>
    public string? ProtectedToken { get; init; }

    public BackendSettings ToSettings() => new() { Kind = Kind, Sentry = Sentry, HasToken = ProtectedToken is not null };
}
