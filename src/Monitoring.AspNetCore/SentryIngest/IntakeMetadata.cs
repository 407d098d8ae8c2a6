namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Marks the endpoints of intake.</summary>
internal sealed class IntakeMetadata
{
    public static IntakeMetadata Instance { get; } = new();
}
