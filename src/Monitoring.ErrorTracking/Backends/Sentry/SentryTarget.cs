namespace Monitoring.ErrorTracking.Backends.Sentry;

/// <summary>Whose errors are asked for, where, and with what.</summary>
internal sealed record SentryTarget
{
    /// <summary>The project of this product.</summary>
    public required ProjectId Project { get; init; }

    public required SentryConnection Connection { get; init; }

    public required string Token { get; init; }
}
