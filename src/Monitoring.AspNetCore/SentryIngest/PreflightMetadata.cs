namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Marks the endpoints that answer preflight requests for intake.</summary>
internal sealed class PreflightMetadata
{
    public static PreflightMetadata Instance { get; } = new();
}
